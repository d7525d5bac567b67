"""What the readers made of one page, for a person to hold against it: every value with its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from flows.parse_file import ReadStory
from pipelines.bodies.register import Register
from pipelines.records import Evidence, InspectionRecord, ReportRecords

QUOTE_SHOWN = 160


def report_view(read: ReportRecords, register: Register) -> RenderableType:
    """A document of the inspectorate: what it is, each inspection with its values, what was refused."""
    parts: list[RenderableType] = []
    document = read.document
    if document is not None:
        parts.append(_heading(document.title))
        published = document.published_at or document.published
        parts.append(f"{document.kind.value}, published {published or 'on a day it does not say'}")
        if document.layout:
            parts.append(f"layout {document.layout}: {escape(document.layout_reason or '')}")
        if document.attachments:
            parts.append(f"files: {escape(', '.join(document.attachments))}")
    for inspection in read.inspections:
        parts.extend(_inspection(read, inspection, register))
    parts.extend(_official(read, register))
    for release in read.releases:
        parts.append(_heading(f"release: {release.title}"))
        names = ", ".join(_name(body_id, register) for body_id in release.body_ids) or "none"
        parts.append(f"services it names as inspected: {escape(names)}")
        for body_id, rating in release.overall_ratings.items():
            parts.append(f"  {escape(_name(body_id, register))}: {rating.value}")
    parts.extend(f"[yellow]disagrees[/] {escape(flag.check)}: {escape(flag.detail)}" for flag in read.flags)
    for refused in read.quarantined:
        quote = f" “{escape(_short(refused.quote))}”" if refused.quote else ""
        parts.append(f"[red]refused[/] {refused.reason.value}: {escape(refused.detail)}{quote}")
    parts.append(f"[dim]read by {read.parser} version {read.parser_version}[/]")
    return Group(*parts)


def _inspection(
    read: ReportRecords, inspection: InspectionRecord, register: Register
) -> Iterable[RenderableType]:
    yield _heading(f"inspection of {_name(inspection.body_id, register)} ({inspection.framework.value})")
    facts = Table(show_header=False, show_edge=False, box=None, pad_edge=False)
    overall = inspection.overall_rating.value if inspection.overall_rating else "not rated"
    reason = f" ({inspection.rating_reason})" if inspection.rating_reason else ""
    facts.add_row("overall", escape(overall + reason), _where(inspection.overall_evidence))
    if inspection.score is not None:
        facts.add_row(
            "score", f"{inspection.score} of {inspection.score_max}", _where(inspection.score_evidence)
        )
    if inspection.fieldwork_start is not None:
        until = f" to {inspection.fieldwork_end}" if inspection.fieldwork_end else ""
        facts.add_row(
            "fieldwork", f"{inspection.fieldwork_start}{until}", _where(inspection.fieldwork_evidence)
        )
    for role, who in (
        ("lead inspector", inspection.lead_inspector),
        ("chief inspector", inspection.chief_inspector),
    ):
        if who:
            facts.add_row(role, escape(who), "")
    yield facts
    own = inspection.inspection_id
    ratings = [rating for rating in read.ratings if rating.inspection_id == own]
    if ratings:
        table = Table("standard", "name", "rating", "evidence", show_edge=False, pad_edge=False)
        for rating in ratings:
            table.add_row(
                rating.standard_code,
                escape(rating.printed_name),
                rating.rating.value,
                _where(rating.evidence),
            )
        yield table
    findings = [finding for finding in read.findings if finding.inspection_id == own]
    if findings:
        table = Table("finding", "value", "evidence", show_edge=False, pad_edge=False)
        for finding in findings:
            table.add_row(
                escape(_short(finding.measure)), escape(finding.value_text), _where(finding.evidence)
            )
        yield table
    for recommendation in (each for each in read.recommendations if each.inspection_id == own):
        text = f"{recommendation.addressee}: {_short(recommendation.text)}"
        yield f"{recommendation.number}. {escape(text)}"
    yield from _described(read, own)


def _described(read: ReportRecords, own: str) -> Iterable[RenderableType]:
    """What became of earlier recommendations, and the figures that describe the service."""
    judged = [item for item in read.progress if item.inspection_id == own]
    if judged:
        table = Table("earlier recommendation", "progress", "evidence", show_edge=False, pad_edge=False)
        for item in judged:
            about = _short(item.text) if item.text else f"number {item.number}"
            table.add_row(escape(about), escape(item.status_text), _where(item.evidence))
        yield table
    facts_told = [fact for fact in read.key_facts if fact.inspection_id == own]
    if facts_told:
        table = Table("key fact", "figure", "evidence", show_edge=False, pad_edge=False)
        for fact in facts_told:
            label = " > ".join(filter(None, (fact.context, fact.label)))
            table.add_row(escape(_short(label)), escape(fact.value_text), _where(fact.evidence))
        yield table


def _official(read: ReportRecords, register: Register) -> Iterable[RenderableType]:
    """The rows of a table of ratings that the inspectorate keeps itself."""
    if not read.official_ratings:
        return
    table = Table("service", "standard", "rating", "score", "evidence", show_edge=False, pad_edge=False)
    for row in read.official_ratings:
        standard = " ".join(filter(None, (row.standard_code, row.standard_name))) or "overall"
        score = f"{row.score}/{row.score_max}" if row.score is not None else ""
        name = escape(_name(row.body_id, register))
        table.add_row(name, escape(standard), row.rating.value, score, _where(row.evidence))
    yield table


def story_view(story: ReadStory, register: Register) -> RenderableType:
    """A news story: whether it is about an inspection, of whom, when, rated how, and which of ours."""
    article, facts = story.article, story.facts
    parts: list[RenderableType] = [_heading(article.title)]
    authors = ", ".join(article.authors) or "no author named"
    when = article.published_at.isoformat() if article.published_at else "at an unknown time"
    parts.append(escape(f"{article.outlet or 'unknown outlet'}, {authors}, published {when}"))
    verdict = "[green]relevant[/]" if facts.is_relevant else "[yellow]not relevant[/]"
    parts.append(
        f"{verdict} (score {article.relevance_score:.2f}): {escape('; '.join(article.relevance_reasons))}"
    )
    table = Table("it states", "value", "in these words", show_edge=False, pad_edge=False)
    for body_id, name in facts.bodies:
        table.add_row("service", f"{escape(name)} [dim]{body_id}[/]", "")
    if facts.fieldwork is not None:
        work = facts.fieldwork
        until = f" to {work.end}" if work.end else ""
        table.add_row("fieldwork", f"{work.start}{until}", escape(_short(work.stated.quote)))
    for rating, stated in facts.ratings:
        table.add_row("rating", rating.value, escape(_short(stated.quote)))
    if not facts.ratings:
        table.add_row("rating", "not rated", "")
    for inspector in facts.inspectors:
        table.add_row("inspector", escape(inspector.value), escape(_short(inspector.quote)))
    parts.append(table)
    parts.extend(
        f"covers [bold]{escape(link.inspection_id)}[/] ({escape(_name(link.body_id, register))}) "
        f"by {link.rule.value}, score {link.score:.2f}: “{escape(_short(link.evidence.quote))}”"
        for link in story.links
    )
    if not story.links:
        parts.append("No inspection in this data folder is linked to it.")
    parts.extend(
        f"[red]refused[/] {refused.reason.value}: {escape(refused.detail)}" for refused in story.refused
    )
    return Group(*parts)


def story_as_json(story: ReadStory) -> dict[str, Any]:
    """The same for programs."""
    facts = story.facts
    return {
        "article": story.article.model_dump(mode="json"),
        "is_relevant": facts.is_relevant,
        "bodies": [{"body_id": body_id, "name": name} for body_id, name in facts.bodies],
        "fieldwork": facts.fieldwork
        and {
            "start": str(facts.fieldwork.start),
            "end": str(facts.fieldwork.end) if facts.fieldwork.end else None,
            "quote": facts.fieldwork.stated.quote,
        },
        "rating": facts.rating,
        "ratings": [{"rating": rating.value, "quote": stated.quote} for rating, stated in facts.ratings],
        "inspectors": [{"name": stated.value, "quote": stated.quote} for stated in facts.inspectors],
        "coverage": [link.model_dump(mode="json") for link in story.links],
        "quarantined": [refused.model_dump(mode="json") for refused in story.refused],
    }


def _heading(text: str) -> Text:
    return Text(text, style="bold")


def _name(body_id: str, register: Register) -> str:
    body = register.bodies.get(body_id)
    return body.name if body else body_id


def _where(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    place = f"page {evidence.page}" if evidence.page else evidence.heading or ""
    return escape(f"{place}: “{_short(evidence.quote)}”" if place else f"“{_short(evidence.quote)}”")


def _short(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= QUOTE_SHOWN else f"{words[: QUOTE_SHOWN - 1]}…"
