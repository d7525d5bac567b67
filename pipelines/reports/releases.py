"""Press releases: which services they are about, and the overall rating they state of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from pipelines.bodies.mentions import Mention, mentions
from pipelines.bodies.register import Body, load_register
from pipelines.records import ReleaseRecord
from pipelines.reports.document import Block, Document, Part
from pipelines.reports.prose import looks_back, sentences
from pipelines.reports.providers import both_providers
from pipelines.reports.reading import Reading
from pipelines.reports.release_programme import Programme, programme_of
from pipelines.vocabulary import UNRATED_FRAMEWORKS, BodyKind, Framework, QuarantineReason, Rating

_LONDON = ZoneInfo("Europe/London")
_NOTES = re.compile(r"^notes?\s+(?:to|for)\s+(?:the\s+)?editors?\b|^ends\b|^background\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine)\s+(?:\w+\s+){0,2}(?:services|PDUs|units|regions|inspections|reports)\b"
    r"|\b(?:trio|pair)\b|\bboth\s+(?:services|PDUs|units|inspections)\b|\bPDUs\b|\bdelivery\s+units\b|\bremaining\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:all|both|each|trio|pair|every|they)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\bother (?:PDUs|units|regions|services)\b|\balready (?:been )?(?:inspected|published)\b|\bso far\b"
    r"|\bcompar|"
    r"\binspected (?:earlier|before|last)\b|\bprevious",
    re.IGNORECASE,
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ONE_STANDARD = re.compile(
    r"\b(?:leadership|staff(?:ing)?|governance|assess\w+|planning|delivery(?!\s+unit)|reviewing|court work"
    r"|victim work|unpaid work"
    r"|resettlement|public protection|standards?|aspects?)\b[^.;]{0,80}$"
    r"|\brated\s[^‘“]{0,40}services\s*[‘“]?$",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"\b(?:overall|rat(?:ed|es|ing|ings)|requires improvement)\b|\bis\s+[‘'“\"]|[–—:]\s*[‘'“\"]?\s*[A-Z]",
    re.IGNORECASE,
)
_OF_STANDARD = re.compile(
    r"\brating\s+(?:for|on|in)\s+(?!the\s+(?:PDU|region|service|unit))|\bfor\s+(?:its\s+|their\s+)?(?:leadership|staff|services"
    r"|assess|plann|deliver|review|governance|case|standard|victim|court|unpaid)|\bstandards?\s+(?:was|were|is|are)\b",
    re.IGNORECASE,
)
_ABOUT_PART = re.compile(
    r"\s*(?:for|in|on)\s+(?!the\s+inspection|overall)(?:all|two|three|four|five|its|leader|staff)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?P<open>[‘'“\"])?(?P<word>outstanding|good|requires\s+improvement|inadequate)\b(?P<close>[’'”\"])?",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"(?:\brated(?:\s+as)?|\brating\s+of|[–—:-]|\bis|\brating\s+is|\bas)\s*$", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b[Pp]robation\s+(?:services?|work)\s+(?:good\s+overall\s+)?in\s+(?:the\s+)?(?P<area>[A-Z][\w’']+(?:(?:,|\s+and|\s+&|\s+of)?\s+[A-Z][\w’']+)*)"
)


def read_release(document: Document) -> Reading:
    """Read a press release, about one report or several.

    A rating is taken only from a sentence that gives it to a service by name, or that speaks of the one
    service the release is about; two ratings for one service are both refused. Where only the day of
    publication is stated, the time is midnight in London.
    """
    reading = Reading()
    blocks = [b for b in document.blocks if b is document.title_block or b.part is not Part.DETAIL]
    story = _without_notes(_once(blocks))
    programme = programme_of(document, story)
    bodies = _bodies(document, story, programme)
    ratings: dict[str, Rating] = {}
    if programme.framework not in UNRATED_FRAMEWORKS:
        ratings = _ratings(document, story, bodies, programme, reading)
    title = document.title_block or document.blocks[0]
    reading.releases.append(
        ReleaseRecord(
            release_id=_release_id(document.url),
            url=document.url,
            title=document.title or title.text,
            published=_published(document),
            body_ids=tuple(bodies),
            framework=programme.framework,
            overall_ratings=ratings,
            text="\n".join(block.text for block in _once(blocks)),
            evidence=document.evidence(_naming(story, bodies, programme) or title),
        )
    )
    return reading


def _release_id(url: str) -> str:
    """Name of a release: the last part of its address, which is the same on the old site and the new."""
    parts = urlsplit(url)
    slug = parts.path.strip("/").rpartition("/")[2]
    if not slug or "p" in parse_qs(parts.query):
        slug = "p" + "".join(parse_qs(parts.query).get("p", [slug or parts.netloc]))
    return f"release.{slug}"


def _published(document: Document) -> datetime | None:
    if document.published_at is not None or document.published is None:
        return document.published_at
    return datetime.combine(document.published.value, time(), _LONDON)


def _once(blocks: Iterable[Block]) -> list[Block]:
    """Blocks without repetitions: migrated pages print their lead as summary and again as text."""
    return list({block.text: block for block in blocks}.values())


def _without_notes(blocks: Sequence[Block]) -> list[Block]:
    stop = next((i for i, block in enumerate(blocks) if i > 1 and _NOTES.match(block.text)), len(blocks))
    return list(blocks[:stop])


def _days(programme: Programme) -> list[date | None]:
    published = programme.published
    return [published, published - timedelta(days=150)] if published is not None else [None]


def _bodies(document: Document, story: Sequence[Block], programme: Programme) -> dict[str, Body]:
    """Services the release is about: those of its title and lead; all that it names if it speaks of
    several."""
    register = load_register()
    for on in _days(programme):
        if programme.framework is Framework.QUALITY_IMPACT_2016:
            found = _providers(document, story, on)
        elif BodyKind.NATIONAL in programme.kinds:
            national = [body for body in register.bodies.values() if body.kind is BodyKind.NATIONAL]
            found = {body.body_id: body for body in national}
        else:
            opening = " ".join(block.text for block in story[:3])
            found = _named(story[:3], programme.kinds, on)
            if not found or _SEVERAL.search(opening):
                found = {**found, **_named(story, programme.kinds, on)}
        if found:
            return found
    return {}


def _providers(document: Document, story: Sequence[Block], on: date | None) -> dict[str, Body]:
    for block in story[:4]:
        place = _PLACE.search(block.text)
        if place is not None:
            both = both_providers(place["area"], document.text, on)
            if both:
                return {body.body_id: body for body in both}
    return _named(story, (BodyKind.CRC, BodyKind.NPS_DIVISION), on)


def _named(blocks: Sequence[Block], kinds: tuple[BodyKind, ...], on: date | None) -> dict[str, Body]:
    return {
        mention.body.body_id: mention.body
        for block in blocks
        for _, sentence in sentences(block)
        if not _OTHERS.search(sentence)
        for mention in mentions(sentence, kinds, on)
    }


def _naming(story: Sequence[Block], bodies: dict[str, Body], programme: Programme) -> Block | None:
    """The first block that names a service, as the evidence that the release is about it."""
    on = _days(programme)[0]
    for block in story:
        if any(mention.body.body_id in bodies for mention in mentions(block.text, programme.kinds, on)):
            return block
    return None


def _ratings(
    document: Document,
    story: Sequence[Block],
    bodies: dict[str, Body],
    programme: Programme,
    reading: Reading,
) -> dict[str, Rating]:
    stated: dict[str, dict[Rating, str]] = defaultdict(dict)
    on = _days(programme)[0]
    for block in story:
        for _, sentence in sentences(block):
            if looks_back(sentence) or _OTHERS.search(sentence) or not _RATED.search(sentence):
                continue
            named = [m for m in mentions(sentence, programme.kinds, on) if m.body.body_id in bodies]
            pairs = _pairs(sentence, named, bodies, is_title=block is story[0])
            for body_id, rating in (*pairs, *_verbs(sentence, named)):
                stated[body_id].setdefault(rating, sentence)
    for body_id, given in stated.items():
        if len(given) > 1:
            detail = f"two overall ratings stated for {body_id}: {', '.join(given)}"
            reading.refuse(document, QuarantineReason.CONTRADICTION, detail, " | ".join(given.values()))
    return {body_id: next(iter(given)) for body_id, given in stated.items() if len(given) == 1}


def _pairs(
    sentence: str, named: Sequence[Mention], bodies: dict[str, Body], *, is_title: bool
) -> list[tuple[str, Rating]]:
    """Pairs of service and rating in a sentence: a rating belongs to the services named since the rating
    before it."""
    words = [
        (match.start(), Rating(re.sub(r"\s+", " ", match["word"]).capitalize()))
        for match in _WORD.finditer(sentence)
        if _is_rating(sentence, match)
    ]
    if not words:
        return []
    if not named:
        alone = len({rating for _, rating in words}) == 1
        if not alone or not _is_of_all(sentence, bodies, is_title=is_title):
            return []
        return [(body_id, words[0][1]) for body_id in bodies]
    if len(words) == 1 and words[0][0] < named[0].start:
        return [(mention.body.body_id, words[0][1]) for mention in named]
    pairs: list[tuple[str, Rating]] = []
    since = 0
    for at, rating in words:
        pairs += [(m.body.body_id, rating) for m in named if since <= m.start < at]
        since = at
    return pairs


def _verbs(sentence: str, named: Sequence[Mention]) -> list[tuple[str, Rating]]:
    """Services that "require improvement" as the verb of the sentence, and nothing more particular than
    themselves."""
    verb = re.compile(r"\s+requires improvement(?=\s*(?:[.,;]|$|but\b|and\b|following\b|after\b))")
    return [(m.body.body_id, Rating.REQUIRES_IMPROVEMENT) for m in named if verb.match(sentence, m.end)]


def _is_of_all(sentence: str, bodies: dict[str, Body], *, is_title: bool) -> bool:
    """Whether a sentence that names no service rates all of them: "Three services have been rated …"."""
    number = _NUMBERS[len(bodies)] if len(bodies) < len(_NUMBERS) else str(len(bodies))
    services = r"(?:[A-Z]\w+\s+)?(?:probation\s+)?(?:services|PDUs|units|regions)"
    counted = rf"\b{number}\s+{services}\b[^.]{{0,60}}\brated\b"
    if len(bodies) > 1 and re.search(counted, sentence, re.IGNORECASE):
        return True
    says_overall = is_title or re.search(r"\boverall\b", sentence, re.IGNORECASE) is not None
    return says_overall and (len(bodies) == 1 or _ALL.search(sentence) is not None)


def _is_rating(sentence: str, match: re.Match[str]) -> bool:
    """Whether one of the four words is used as a rating, and an overall one: quoted, or after "rated", a
    dash, "is"."""
    before, after = sentence[: match.start()], sentence[match.end() : match.end() + 60]
    if _OF_STANDARD.search(after) or _ABOUT_PART.match(after):
        return False
    is_overall = re.search(r"\boverall\b", before + after[:12], re.IGNORECASE) is not None
    if _ONE_STANDARD.search(before) and not is_overall:
        return False
    is_quoted = match["open"] is not None and match["close"] is not None
    is_announced = _ANNOUNCES.search(before) is not None and match["word"][0].isupper()
    return is_quoted or is_announced or re.search(r"\brated(?:\s+as)?\s*$", before) is not None
