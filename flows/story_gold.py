"""Gold for stories: labelled stories, and the inspections and releases they are to be tied to.

One JSON object a line, each with its `kind`. Inspections and releases may stand anywhere in the file.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from flows.errors import CannotStartError
from flows.gold import read_lines
from pipelines import news
from pipelines.bodies.register import load_register
from pipelines.news.timestamps import LONDON
from pipelines.news.zones import Story
from pipelines.records import Article, Evidence, InspectionRecord, PartialDate, ReleaseRecord
from pipelines.vocabulary import Framework, Rating
from warehouse.errata import partial_date


def _partial(value: object) -> object:
    return partial_date(value) if isinstance(value, str) else value


_When = Annotated[PartialDate | None, BeforeValidator(_partial)]


class _Known(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KnownInspection(_Known):
    """An inspection that stories may be about; dates as precise as known: 2022-05-17, 2022-05 or 2022."""

    kind: Literal["inspection"]
    body_id: str
    framework: Framework
    title: str = "An inspection"
    published: _When = None
    fieldwork_start: _When = None
    fieldwork_end: _When = None
    overall_rating: Rating | None = None


class KnownRelease(_Known):
    """A press release of the inspectorate, with the services it names."""

    kind: Literal["release"]
    release_id: str
    published: datetime
    title: str = "A release"
    body_ids: tuple[str, ...] = ()
    framework: Framework | None = None
    text: str


class KnownStory(_Known):
    """A labelled story: its words, or `html`, the path of its saved page beside the gold file.

    `inspections` are ids as the record has them, `bodies` the bodies whose inspections it is about; where
    both are missing, links are not judged. `hard` says in a word or two what makes it hard.
    """

    kind: Literal["story"]
    url: str
    headline: str = ""
    description: str = ""
    text: str = ""
    html: str | None = None
    outlet: str | None = None
    published: str | None = None
    is_relevant: bool
    inspections: tuple[str, ...] | None = None
    bodies: tuple[str, ...] | None = None
    hard: str = "plain"

    @property
    def month(self) -> PartialDate | None:
        """The month or year it appeared, where its day is not known."""
        stated = self.published
        return partial_date(stated) if stated and len(stated) < len("2022-05-17") else None


_LINE: TypeAdapter[KnownInspection | KnownRelease | KnownStory] = TypeAdapter(
    Annotated[KnownInspection | KnownRelease | KnownStory, Field(discriminator="kind")]
)


@dataclass
class StoryGold:
    """A gold file as read."""

    folder: Path
    stories: list[KnownStory] = field(default_factory=list)
    inspections: list[InspectionRecord] = field(default_factory=list)
    releases: list[ReleaseRecord] = field(default_factory=list)

    def article(self, story: KnownStory) -> Article:
        """The story as the readers see it. Raises CannotStartError where its saved page is missing."""
        if story.html is None:
            words = Story(story.headline, story.description, story.text)
            moment = _moment(story.published)
            return news.told_article(words, url=story.url, outlet=story.outlet, published_at=moment)
        page = self.folder / story.html
        if not page.is_file():
            raise CannotStartError(f"The gold file names the page {story.html}, and there is no {page}.")
        payload = page.read_bytes()
        return news.extract(gzip.decompress(payload) if page.suffix == ".gz" else payload, url=story.url)


def read_story_gold(path: Path) -> StoryGold:
    """Read a gold file; raises CannotStartError with the line's number for a line that is wrong."""
    gold = StoryGold(path.parent)
    for known in read_lines(path, _read):
        if isinstance(known, KnownStory):
            gold.stories.append(known)
        elif isinstance(known, KnownInspection):
            gold.inspections.append(_inspection(known))
        else:
            gold.releases.append(_release(known))
    if not gold.stories:
        raise CannotStartError(f"{path} has no line of the kind “story”: there is nothing to judge.")
    return gold


def _read(line: str) -> KnownInspection | KnownRelease | KnownStory:
    known = _LINE.validate_json(line)
    if isinstance(known, KnownStory):
        _ = known.month or _moment(known.published)
        return known
    bodies = (known.body_id,) if isinstance(known, KnownInspection) else known.body_ids
    unknown = [body for body in bodies if body not in load_register().bodies]
    if unknown:
        raise ValueError(f"the register has no body {unknown[0]}")
    return known


def _inspection(known: KnownInspection) -> InspectionRecord:
    return InspectionRecord(
        **known.model_dump(exclude={"kind"}),
        rating_reason=None if known.overall_rating else "the gold file gives none",
        evidence=_evidence(f"{known.body_id} {known.framework} {known.published}", known.title),
    )


def _release(known: KnownRelease) -> ReleaseRecord:
    published = known.published if known.published.tzinfo else known.published.replace(tzinfo=UTC)
    return ReleaseRecord(
        **known.model_dump(exclude={"kind", "published"}),
        published=published,
        url=f"gold:{known.release_id}",
        evidence=_evidence(known.text, known.title),
    )


def _evidence(words: str, quote: str) -> Evidence:
    return Evidence(document_sha256=hashlib.sha256(words.encode()).hexdigest(), quote=quote)


def _moment(stated: str | None) -> datetime | None:
    """A story's time; a bare day is noon in London, a month or a year is no day and gives None."""
    if not stated or len(stated) < len("2022-05-17"):
        return None
    moment = datetime.fromisoformat(stated)
    if len(stated) == len("2022-05-17"):
        return datetime.combine(moment.date(), time(12), LONDON)
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
