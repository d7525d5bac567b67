"""What happened, in one plain sentence each, with names a reader knows and the place to look it up."""

from __future__ import annotations

from collections.abc import Collection

from pipelines.news.revisions import Revision, RevisionKind
from pipelines.records import Article, InspectionRecord, Quarantined, ReleaseRecord
from pipelines.vocabulary import Framework
from warehouse.change import Source
from warehouse.history import Address, Version

FRAMEWORK_NAMES = {
    Framework.TRUST_OMI2: "Offender Management Inspection 2 (trusts)",
    Framework.TRUST_IOAP_2013: "Inspection of Adult Offending Work (trusts)",
    Framework.QUALITY_IMPACT_2016: "Quality & Impact",
    Framework.CORE_2018: "adult core programme 2018",
    Framework.PILOT_2020: "adult pilot 2020",
    Framework.CORE_2021: "adult core programme 2021",
    Framework.CORE_2023: "adult core programme 2023",
    Framework.NATIONAL_2025: "national inspection 2025",
    Framework.DYNAMIC_2025: "dynamic inspection of public protection",
    Framework.APPROVED_PREMISES_2025: "approved premises programme 2025",
    Framework.YJS_2018: "youth programme 2018",
    Framework.YJS_2021: "youth programme 2021",
    Framework.YJS_2025: "youth programme 2025",
    Framework.JOINT: "joint inspection",
    Framework.THEMATIC: "thematic inspection",
}
_KIND_WORDS = {"document": "page", "attachment": "file", "release": "press release"}


def shortened(text: str, limit: int = 90) -> str:
    """The beginning of a text, cut at a word."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0] + " …"


def report_name(body_name: str, inspection: InspectionRecord) -> str:
    """What people call a report: "Gwent PDU's 2025 report"."""
    genitive = f"{body_name}’" if body_name.endswith("s") else f"{body_name}’s"
    when = inspection.published or inspection.fieldwork_start
    return f"{genitive} {when.value.year} report" if when else f"{genitive} undated report"


def corrected(
    report: str,
    label: str,
    before: tuple[str | None, Source | None],
    after: tuple[str | None, Source | None],
) -> str:
    """A value that was one thing and is another."""
    old, new = before[1], after[1]
    shown_old, shown_new = (shortened(value) if value else None for value in (before[0], after[0]))
    where = _place(new or old)
    carrier = f"The {_carrier(new or old)} of {report}" if new or old else report[:1].upper() + report[1:]
    if shown_old is None:
        return f"{carrier} now states {label} as ‘{shown_new}’{where}."
    if shown_new is None:
        return f"{carrier} no longer states {label}; it was ‘{shown_old}’{_place(old)}."
    if old is not None and new is not None and old.url != new.url:
        return (
            f"{carrier} states {label} as ‘{shown_new}’{where}; "
            f"until now the record had ‘{shown_old}’ from {old.url}{_place(old)}."
        )
    return f"{carrier} was corrected: {label} from ‘{shown_old}’ to ‘{shown_new}’{where}."


def new_inspection(body_name: str, inspection: InspectionRecord) -> str:
    """An inspection that nobody had read of before."""
    when = f"published {inspection.published}" if inspection.published else "publication date not stated"
    rating = f"overall ‘{inspection.overall_rating}’" if inspection.overall_rating else "no overall rating"
    score = f", score {inspection.score}/{inspection.score_max}" if inspection.score is not None else ""
    return f"New: {body_name}, {FRAMEWORK_NAMES[inspection.framework]}, {when}: {rating}{score}."


def new_document(address: Address, version: Version) -> str:
    """A page or file that was not there before."""
    return f"New {_kind(address)}: {title(version)}."


def changed(address: Address, version: Version) -> str:
    """A document whose words differ."""
    return f"The words of the {_kind(address)} {title(version)} changed."


def reissued(version: Version) -> str:
    """Other bytes, the same words."""
    return f"{title(version)} was issued again as another file with identical words."


def missing(address: Address, version: Version) -> str:
    """Not found by a complete crawl."""
    return f"The {_kind(address)} {title(version)} is no longer there; what it said is kept."


def returned(address: Address, version: Version) -> str:
    """Found again."""
    return f"The {_kind(address)} {title(version)} is there again."


def gone(address: Address, version: Version, nights: int) -> str:
    """Missed by several complete crawls in a row."""
    return (
        f"The {_kind(address)} {title(version)} is gone: {nights} complete crawls in a row did not find it."
    )


def quarantined(refused: Quarantined, *, keeps_earlier: bool) -> str:
    """Something could not be read."""
    kept = " The earlier version’s values stay." if keeps_earlier else ""
    return f"Not read, {refused.reason.value}: {refused.url} ({refused.detail.rstrip('.')}).{kept}"


def new_release(release: ReleaseRecord) -> str:
    """A press release that was not there before."""
    return f"New press release: ‘{release.title}’."


def new_article(article: Article, outlet: str) -> str:
    """A story about probation inspection that was not there before."""
    return f"New story in {outlet}: ‘{article.title}’."


def headline_changed(old: Article, new: Article, outlet: str) -> str:
    """A story under another headline."""
    return f"{outlet} changed the headline ‘{old.title}’ to ‘{new.title}’."


def story_revised(revision: Revision, new: Article, outlet: str) -> str:
    """What a paper changed in a story that matters."""
    of = f"in its story ‘{new.title}’"
    if revision.kind is RevisionKind.CORRECTION:
        return f"{outlet} says that it put something right {of}: “{shortened(revision.new or '')}”"
    if revision.kind is RevisionKind.RATING:
        old, told = revision.old or "no rating", revision.new or "no rating"
        return f"{outlet} changed the rating {of} from {old} to {told}."
    if revision.new is None:
        return f"{outlet} took out a quote {of}: “{shortened(revision.old or '')}”"
    return (
        f"{outlet} changed a quote {of}: “{shortened(revision.old or '')}” became “{shortened(revision.new)}”"
    )


def story_gone(article: Article, outlet: str) -> str:
    """A story that is no longer there; what it said stays in the record."""
    return f"{outlet} no longer has its story ‘{article.title}’ at its address."


def story_returned(article: Article, outlet: str) -> str:
    """A story that was not there for a while."""
    return f"{outlet} has its story ‘{article.title}’ at its address again."


def article_changed(new: Article, outlet: str) -> str:
    """A story with other words."""
    return f"{outlet} changed the text of ‘{new.title}’."


def new_coverage(article: Article, outlet: str, report: str) -> str:
    """A story tied to an inspection."""
    return f"{outlet} covers {report}: ‘{article.title}’."


def title(version: Version) -> str:
    """What a document calls itself; its address where it says nothing."""
    document = version.report.document if version.report else None
    return f"‘{document.title}’" if document else str(version.capture["url"])


def listed(names: Collection[str]) -> str:
    """Names in a row: "a, b and c"; with semicolons where a name has commas itself."""
    comma = "; " if any("," in name for name in names) else ", "
    *first, last = names
    return f"{comma.join(first)} and {last}" if first else last


def _kind(address: Address) -> str:
    return _KIND_WORDS.get(address.role, "document")


def _carrier(source: Source | None) -> str:
    return "PDF" if source is not None and source.evidence.page is not None else "page"


def _place(source: Source | None) -> str:
    page = source.evidence.page if source is not None else None
    return f" (page {page})" if page is not None else ""
