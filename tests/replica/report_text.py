"""What the replica's reports say, whether as web page or as PDF: words for one fact, era by era.

Nothing here states a number, rating or date that the fact does not hold, and the same fact always gives the
same words.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

from pipelines.bodies.register import load_register
from pipelines.vocabulary import DatePrecision, Framework, Rating
from tests.replica.facts import (
    FindingFact,
    KeyFigure,
    ProgressFact,
    RecommendationFact,
    ReportFact,
    StandardFact,
)

NOT_RATED = "Not rated"
NO_CASES = "There were no cases of this kind for us to judge, so this standard is not rated."
REPLICA_NOTE = "Replica: invented text around real facts, not the record."
CHIEF_TITLE = "HM Chief Inspector of Probation"

_YOUTH = (Framework.YJS_2018, Framework.YJS_2021, Framework.YJS_2025, Framework.JOINT)
_TRUST = (Framework.TRUST_OMI2, Framework.TRUST_IOAP_2013)
_CODE = re.compile(r"^(?P<letter>[PRV]?)\s?(?P<digits>\d\.\d{1,2})$")
_TITLE = re.compile(r"^(?P<lead>.+?(?:\bin|[:–])):?\s+(?P<area>.+)$")
_PERCENT = re.compile(r"\d+(?:\.\d+)?\s*(?:%|per\s*cent)")


@dataclass(frozen=True)
class Prose:
    """The invented sentences, as the data file holds them."""

    topics: dict[str, dict[str, str | list[str]]]
    topic_words: dict[str, str]
    general: list[str]
    practice: list[str]
    foreword: list[str]
    background: list[str]
    method: list[str]
    notes: list[str]
    welsh_standards: dict[str, str]
    welsh: list[str]
    welsh_months: list[str]
    chapters: dict[str, dict[str, str]]
    sections: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Words:
    """What an era calls the service, those it supervises and those who supervise."""

    service: str
    people: str
    staff: str


@dataclass(frozen=True)
class Chapter:
    """A part of a rated report, the standards it is about, and labels of those that could not be rated."""

    title: str
    standards: tuple[StandardFact, ...]
    not_rated: tuple[str, ...] = ()


@dataclass(frozen=True)
class SectionText:
    """What is said under one standard or subject."""

    definition: str
    paragraphs: tuple[str, ...]
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]


@cache
def prose() -> Prose:
    """All invented sentences, read once."""
    return Prose(**yaml.safe_load(Path(__file__).with_name("report_prose.yml").read_text("utf-8")))


def pick(fact: ReportFact, what: str, count: int) -> int:
    """Choose one of `count` variants: the same for the same report, different between reports."""
    return zlib.crc32(f"{fact.key}:{what}".encode()) % count


def kind_of(fact: ReportFact) -> str:
    """The kind of body, as its id begins: trust, crc, nps, region, pdu, yjs, ap or national."""
    if not fact.body_ids:
        return "pdu" if "PDU" in fact.title else "national"
    return fact.body_ids[0].split("-", 1)[0]


def words(fact: ReportFact) -> Words:
    """The era's words."""
    kind = kind_of(fact)
    if fact.framework in _TRUST:
        return Words("the trust", "offenders", "offender managers")
    if fact.framework in _YOUTH:
        return Words("the service", "children", "case managers")
    if fact.framework is Framework.QUALITY_IMPACT_2016:
        return Words("each organisation", "service users", "responsible officers")
    if fact.framework is Framework.APPROVED_PREMISES_2025:
        return Words("the premises", "residents", "key workers")
    if kind in ("crc", "nps"):
        return Words("the CRC" if kind == "crc" else "the division", "service users", "responsible officers")
    service = {"pdu": "the PDU", "region": "the region"}.get(kind, "the service")
    return Words(service, "people on probation", "probation practitioners")


def say(fact: ReportFact, sentence: str, topic: str = "this work") -> str:
    """Fill the era's words into a sentence."""
    w = words(fact)
    return sentence.format(
        service=w.service, people=w.people, staff=w.staff, Staff=w.staff.capitalize(), topic=topic
    )


def provider_names(fact: ReportFact) -> list[str]:
    """Full names of the inspected bodies."""
    return [load_register().bodies[body_id].name for body_id in fact.body_ids]


def service_name(fact: ReportFact) -> str:
    """What the ratings page calls the inspected service."""
    kind = kind_of(fact)
    if kind in ("crc", "nps", "ap", "trust") and len(fact.body_ids) == 1:
        return provider_names(fact)[0]
    suffix = {"pdu": "PDU", "region": "region"}.get(kind, "")
    if kind == "yjs":
        is_old = "offending" in fact.title.casefold()
        suffix = "Youth Offending Service" if is_old else "Youth Justice Service"
    if kind == "national":
        return "The Probation Service"
    return fact.area if not suffix or fact.area.endswith(suffix) else f"{fact.area} {suffix}"


def title_lines(fact: ReportFact) -> tuple[str, str]:
    """A title as a cover breaks it: programme, then area; all in the second where it has no such break."""
    match = _TITLE.match(fact.title)
    if match is None or "thematic" in fact.title.casefold():
        return "", fact.title
    lead = match["lead"]
    return (f"{lead}:" if lead.endswith(" in") and pick(fact, "colon", 2) else lead), match["area"]


def fieldwork_words(fact: ReportFact) -> str | None:
    """The fieldwork's date as front matter prints it: "on 06 January 2020" or "in June 2019"."""
    day = fact.fieldwork_start
    if day is None:
        return None
    precise = fact.fieldwork_precision is DatePrecision.DAY
    return f"on {day:%d %B %Y}" if precise else f"in {day:%B %Y}"


def fieldwork_sentence(fact: ReportFact) -> str | None:
    """The sentence of the front matter; None where the fact has no fieldwork date."""
    when = fieldwork_words(fact)
    return f"The fieldwork for this inspection started {when}." if when else None


def led_by(fact: ReportFact) -> str | None:
    """The sentence that names who led the inspection; None where the fact does not."""
    if fact.lead_inspector is None:
        return None
    return (
        f"This inspection was led by HM Inspector {fact.lead_inspector}, supported by a team of inspectors "
        "and by colleagues from across the Inspectorate."
    )


def foreword_heading(fact: ReportFact) -> str:
    """The heading of the part the Chief Inspector signs."""
    if fact.language == "cy":
        return "Rhagair"
    if fact.framework is Framework.DYNAMIC_2025:
        return ("Chief Inspector’s judgement", "Chief Inspector’s judgment")[pick(fact, "spelling", 2)]
    if fact.framework is Framework.NATIONAL_2025:
        return "Foreword from the HM Chief Inspector"
    return "Foreword"


def quoted(fact: ReportFact, rating: Rating) -> str:
    """A rating in the quotation marks of this report, curly or straight."""
    return f"'{rating}'" if pick(fact, "quotes", 4) == 3 else f"‘{rating}’"


def overall_sentence(fact: ReportFact) -> str | None:
    """The foreword's sentence about the overall rating, in one of the forms reports use."""
    if fact.overall_rating is None:
        return None
    word = quoted(fact, fact.overall_rating)
    kind = kind_of(fact)
    if kind == "yjs":
        return f"Overall, {service_name(fact)} was rated as {word}."
    if kind == "national":
        return f"On what we saw, we have rated the sufficiency of these arrangements as {word} overall."
    name = words(fact).service
    forms = [
        f"Taking all of this together, we have given {name} an overall rating of {word}.",
        f"As a result, {name} was rated {word} overall.",
        f"The overall rating is {word}.",
    ]
    if kind == "pdu":
        forms += [
            f"On this evidence, {name} was rated as {word}.",
            f"For these reasons, {name} has been rated as {word}.",
        ]
    if kind == "region":
        forms = [f"The region was therefore rated {word} overall."]
        if fact.area == "Wales":
            forms = [f"With these results, the overall rating for Wales was {word}."]
        elif fact.overall_rating in (Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT):
            forms.append(f"The region will be disappointed to be rated as {word} overall.")
    return forms[pick(fact, "overall", len(forms))]


def foreword(fact: ReportFact) -> list[str]:
    """Paragraphs of the foreword: the overall rating, the findings, and words that only look like ratings."""
    texts = [say(fact, sentence) for sentence in prose().foreword]
    overall = overall_sentence(fact)
    paragraphs = [" ".join(filter(None, (texts[0], texts[1], overall)))]
    decoys = [texts[2], _standard_decoy(fact), texts[3]]
    if fact.published.year >= 2023 and pick(fact, "earlier", 2):
        decoys.append(
            "A neighbour, which had previously been rated ‘Inadequate’ in 2022, told us what it did next."
        )
    paragraphs.append(" ".join(filter(None, decoys)))
    for index, finding in enumerate(fact.findings):
        follow = prose().general[(index + pick(fact, "general", 9)) % len(prose().general)]
        paragraphs.append(f"{finding.sentence} {say(fact, follow)}")
    paragraphs.append(" ".join((texts[4], texts[5], texts[6])))
    return paragraphs


def _standard_decoy(fact: ReportFact) -> str | None:
    """A sentence about one standard's rating, which a hasty reader takes for the overall one."""
    for standard in fact.standards:
        if standard.rating in (Rating.GOOD, Rating.OUTSTANDING) and "?" not in standard.printed_name:
            article = "an" if standard.rating is Rating.OUTSTANDING else "a"
            name = standard.printed_name.lower()
            return f"It was awarded {article} ‘{standard.rating}’ rating for {name}, and that took effort."
    return None


def label(fact: ReportFact, code: str, name: str) -> tuple[str, str]:
    """A standard's code and name as this report prints them; the code is "" for standards that have none."""
    match = _CODE.match(code)
    if match is None:
        return "", name
    letter = match["letter"] or ("P" if fact.framework is Framework.CORE_2021 else "")
    space = " " if letter and pick(fact, "code", 3) else ""
    return f"{letter}{space}{match['digits']}", name


def full_label(fact: ReportFact, standard: StandardFact) -> str:
    """Code and name in one string."""
    return " ".join(filter(None, label(fact, standard.code, standard.printed_name)))


def chapters(fact: ReportFact) -> list[Chapter]:
    """The parts of a rated report, in the order its standards come."""
    titles = prose().chapters.get(fact.framework, {})
    rated: dict[str, list[StandardFact]] = {}
    for standard in fact.standards:
        rated.setdefault(_group(standard.code), []).append(standard)
    unrated: dict[str, list[str]] = {}
    for code, name in fact.not_rated:
        unrated.setdefault(_group(code), []).append(" ".join(filter(None, label(fact, code, name))))
    groups = list(dict.fromkeys((*rated, *unrated)))
    if fact.not_rated:
        groups.sort()
    return [
        Chapter(
            titles.get(group, "Further standards"), tuple(rated.get(group, ())), tuple(unrated.get(group, ()))
        )
        for group in groups
    ]


def _group(code: str) -> str:
    """The part of the report a code belongs to: its first digit, V for victims, "" for none."""
    match = _CODE.match(code)
    return "" if match is None else "V" if match["letter"] == "V" else match["digits"][0]


def unrated_sections(fact: ReportFact) -> list[tuple[str, str]]:
    """Headings of a report without ratings, each with its topic."""
    return list(prose().sections[fact.framework].items())


def topic_of(name: str) -> str:
    """The topic a standard's name is about; the general one of services where no word is known."""
    folded = name.casefold()
    return next((topic for word, topic in prose().topic_words.items() if word in folded), "services")


_SHARES: dict[Rating | None, tuple[int, int]] = {
    Rating.OUTSTANDING: (3, 0),
    Rating.GOOD: (3, 1),
    Rating.REQUIRES_IMPROVEMENT: (2, 2),
    Rating.INADEQUATE: (1, 3),
    None: (2, 2),
}
"""How many strengths and weaknesses a section names."""


def section_text(
    fact: ReportFact, name: str, rating: Rating | None = None, topic: str | None = None
) -> SectionText:
    """What a report says under one standard or subject; better work has more strengths, fewer weaknesses."""
    told = prose().topics[topic or topic_of(name)]
    subject = name.lower() if topic is None and "?" not in name else "this work"
    strengths, weaknesses = _SHARES[rating]
    general = prose().general
    first = pick(fact, name, len(general))
    chosen = [say(fact, general[(first + step) % len(general)], subject) for step in (0, 3, 5, 7, 10)]
    paragraphs = [" ".join(chosen[:2]), " ".join(chosen[2:])]
    if len(fact.standards) > 9:
        del paragraphs[1]
    if pick(fact, f"practice {name}", 3) == 0:
        paragraphs.append(prose().practice[pick(fact, name, len(prose().practice))])
    turn = pick(fact, f"order {name}", 3)
    return SectionText(
        definition=say(fact, str(told["definition"])),
        paragraphs=tuple(paragraphs),
        strengths=tuple(say(fact, told["good"][(turn + step) % 3]) for step in range(strengths)),
        weaknesses=tuple(say(fact, told["weak"][(turn + step) % 3]) for step in range(weaknesses)),
    )


def recommendations_intro(fact: ReportFact) -> str:
    """The sentence before the recommendations."""
    return (
        "We make these recommendations because we believe that acting on them will improve "
        f"what {words(fact).people} and the public can expect."
    )


def addressed(fact: ReportFact) -> list[tuple[str, list[RecommendationFact]]]:
    """Recommendations by addressee, in the order of their numbers."""
    return [(who, list(given)) for who, given in groupby(fact.recommendations, key=lambda r: r.addressee)]


def summary_rows(fact: ReportFact) -> list[FindingFact]:
    """Findings that reports of the trust era and of the dynamic programme also set out in a table."""
    if fact.framework not in (*_TRUST, Framework.DYNAMIC_2025):
        return []
    return [finding for finding in fact.findings if _PERCENT.search(finding.value_text)]


def percent_cell(finding: FindingFact) -> str:
    """The percentage of a finding as a table's cell holds it, without words around it."""
    match = _PERCENT.search(finding.value_text)
    return match[0] if match else finding.value_text


def both_providers(fact: ReportFact) -> str:
    """The inspected bodies' names with "and" between them."""
    return " and ".join(f"the {name}" for name in provider_names(fact))


def provider_heading(subject: str, provider: str) -> str:
    """The heading over one provider's part of a Quality & Impact chapter."""
    short = "the CRC" if "Community Rehabilitation" in provider else "the NPS"
    return f"Effectiveness of work by {short}: {subject.split('. ', 1)[-1].lower()}"


def judged_groups(items: Sequence[ProgressFact]) -> list[tuple[str, list[ProgressFact]]]:
    """Earlier recommendations under the judgement they share, in order."""
    return [(status, list(given)) for status, given in groupby(items, key=lambda item: item.status_text)]


def judged_by_addressee(items: Sequence[ProgressFact]) -> list[tuple[str | None, list[ProgressFact]]]:
    """Earlier recommendations under whom they were addressed to, in order."""
    return [(who, list(given)) for who, given in groupby(items, key=lambda item: item.addressee)]


def explanation(item: ProgressFact) -> str:
    """What a report adds to a judgement, in the same cell."""
    return f"{item.status_text}. We saw what had been done, and what was still to do."


def figure_line(figure: KeyFigure) -> str:
    """A key fact as an item of a list: the figure first where the label goes on from it."""
    if figure.label[0].islower():
        return f"{figure.value_text} {figure.label}"
    return f"{figure.label}: {figure.value_text}"


def figures_by_label(figures: Sequence[KeyFigure]) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of a table with a column for each year."""
    years = list(dict.fromkeys(figure.context or "" for figure in figures))
    rows = [
        [label, *(figure.value_text for figure in given)]
        for label, given in groupby(figures, key=lambda figure: figure.label)
    ]
    return ["What is counted", *years], rows


def background(fact: ReportFact) -> list[str]:
    """Paragraphs about the place."""
    texts = [say(fact, sentence) for sentence in prose().background]
    return [
        f"{service_name(fact)} is the subject of this report. {texts[0]} {texts[1]}",
        f"{texts[2]} {texts[3]}",
    ]


def method(fact: ReportFact) -> list[str]:
    """Paragraphs about how inspectors worked."""
    texts = prose().method
    return [" ".join(texts[:2]), " ".join(texts[2:])]
