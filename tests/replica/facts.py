"""What the replica's documents are made from, and what reading them must give back.

Only `tests/replica` and tests read these: the readers under test never see them. The facts themselves are
data (`tests/replica/data`, whose README says what of it is real).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import yaml

from pipelines.vocabulary import DatePrecision, DocumentKind, Framework, Progress, Rating
from tests.replica.fact_types import (
    EarlierFact,
    FindingFact,
    KeyFactsFact,
    KeyFigure,
    KeyQuestion,
    OtherDocument,
    ProgressFact,
    RecommendationFact,
    ReleaseFact,
    ReportFact,
    StandardFact,
    StoryFact,
)

__all__ = [
    "EarlierFact",
    "FindingFact",
    "KeyFactsFact",
    "KeyFigure",
    "KeyQuestion",
    "OtherDocument",
    "ProgressFact",
    "RecommendationFact",
    "ReleaseFact",
    "ReportFact",
    "StandardFact",
    "StoryFact",
]

DATA = Path(__file__).with_name("data")
LAST_EDITION = 3


@cache
def load_reports() -> list[ReportFact]:
    """All reports of the replica, oldest first, as they stand when first published."""
    standards = _by_report("standards.csv")
    recommendations = _by_report("recommendations.csv")
    findings = _by_report("findings.csv")
    earlier, key_facts = _earlier(recommendations), _key_facts()
    releases = {key: release["key"] for release in _yaml("releases.yml") for key in release["report_keys"]}
    found = [
        _report(
            row,
            releases.get(row["key"]),
            standards.get(row["key"], []),
            recommendations.get(row["key"], []),
            findings.get(row["key"], []),
        )
        for row in _rows("reports.csv")
    ]
    found = [replace(r, earlier=earlier.get(r.key), key_facts=key_facts.get(r.key)) for r in found]
    return sorted(found, key=lambda report: (report.published, report.post_id))


@cache
def load_releases() -> list[ReleaseFact]:
    """All press releases of the replica, oldest first."""
    found = [
        ReleaseFact(
            **{
                **entry,
                "published": datetime.fromisoformat(entry["published"]),
                "report_keys": tuple(entry["report_keys"]),
                "paragraphs": tuple(entry["paragraphs"]),
            }
        )
        for entry in _yaml("releases.yml")
    ]
    return sorted(found, key=lambda release: (release.published, release.post_id))


@cache
def load_stories() -> list[StoryFact]:
    """All stories of the replica, oldest first, with agency text put in where a story says `agency: key`."""
    agency = {entry["key"]: entry["paragraphs"] for entry in _yaml("agency.yml")}
    entries = [entry for path in sorted((DATA / "stories").glob("*.yml")) for entry in _load(path)]
    return sorted(
        (_story(entry, agency) for entry in entries), key=lambda story: (story.published, story.key)
    )


@cache
def load_others() -> list[OtherDocument]:
    """Documents that are no reports, oldest first."""
    found = [
        OtherDocument(
            **{
                **entry,
                "kind": DocumentKind(entry["kind"]),
                "published": datetime.fromisoformat(entry["published"]),
                "details": tuple((label, value) for label, value in entry.get("details", {}).items()),
                "sections": tuple((heading, tuple(texts)) for heading, texts in entry["sections"].items()),
            }
        )
        for entry in _yaml("others.yml")
    ]
    return sorted(found, key=lambda document: (document.published, document.post_id))


def reports(edition: int) -> list[ReportFact]:
    """The reports as they stand on that night: corrected and re-issued, without those gone."""
    changes = _changes()
    away = gone(edition)
    known = [report for report in _appeared(load_reports, edition) if report.key not in away]
    for change in changes["corrections"]:
        if change["edition"] <= edition:
            known = [_corrected(report, change) for report in known]
    for change in changes["reissues"]:
        if change["edition"] <= edition:
            known = [
                replace(report, producer_stamp=change["stamp"]) if report.key == change["report"] else report
                for report in known
            ]
    return known


def releases(edition: int) -> list[ReleaseFact]:
    """The press releases out on that night."""
    return _appeared(load_releases, edition)


def stories(edition: int) -> list[StoryFact]:
    """The stories out on that night, under the headline they have by then."""
    return [_retitled(story, edition) for story in _appeared(load_stories, edition)]


def others(edition: int) -> list[OtherDocument]:
    """The documents that are no reports, on that night."""
    return _appeared(load_others, edition)


def gone(edition: int) -> set[str]:
    """Keys of the reports whose page answers 404 on that night and is listed nowhere."""
    return {
        change["report"]
        for change in _changes()["vanishings"]
        if change["edition"] <= edition < change["back_in"]
    }


_Fact = TypeVar("_Fact", ReportFact, ReleaseFact, StoryFact, OtherDocument)


def _appeared(load: Callable[[], list[_Fact]], edition: int) -> list[_Fact]:
    return [fact for fact in load() if fact.first_edition <= edition]


def _retitled(story: StoryFact, edition: int) -> StoryFact:
    since = [night for night in story.later_headlines if night <= edition]
    return replace(story, headline=story.later_headlines[max(since)]) if since else story


def _corrected(report: ReportFact, change: dict[str, Any]) -> ReportFact:
    """The report with one standard rated anew, and score and overall rating that fit."""
    if report.key != change["report"]:
        return report
    standards = tuple(
        replace(
            standard,
            rating=Rating(change["rating"]),
            key_questions=tuple(
                replace(asked, percent=percent)
                for asked, percent in zip(standard.key_questions, change["percents"], strict=True)
            ),
        )
        if standard.code == change["code"]
        else standard
        for standard in report.standards
    )
    return replace(
        report, standards=standards, score=change["score"], overall_rating=Rating(change["overall_rating"])
    )


def _report(
    row: dict[str, str],
    release_key: str | None,
    standards: list[dict[str, str]],
    recommendations: list[dict[str, str]],
    findings: list[dict[str, str]],
) -> ReportFact:
    published = datetime.fromisoformat(row["published"])
    fieldwork, precision = _fieldwork(row["fieldwork"])
    framework = Framework(row["framework"])
    return ReportFact(
        key=row["key"],
        framework=framework,
        body_ids=tuple(row["body_ids"].split("|")),
        area=row["area"],
        title=row["title"],
        slug=row["slug"],
        post_id=int(row["post_id"]),
        published=published,
        chief_inspector=chief_inspector_on(published.date()),
        lead_inspector=row["lead_inspector"] or None,
        fieldwork_start=fieldwork,
        fieldwork_precision=precision,
        overall_rating=Rating(row["overall_rating"]) if row["overall_rating"] else None,
        score=int(row["score"]) if row["score"] else None,
        score_max=int(row["score_max"]) if row["score_max"] else None,
        standards=tuple(_standard(framework, entry) for entry in standards if entry["rating"]),
        not_rated=tuple((entry["code"], entry["printed_name"]) for entry in standards if not entry["rating"]),
        recommendations=tuple(
            RecommendationFact(int(entry["number"]), entry["addressee"], entry["text"])
            for entry in recommendations
        ),
        findings=tuple(
            FindingFact(entry["measure"], entry["value_text"], entry["sentence"]) for entry in findings
        ),
        language=row["language"],
        twin_key=row["twin_key"] or None,
        release_key=release_key,
        shapes=tuple(row["shapes"].split("+")),
        site=row["site"],
        first_edition=int(row["first_edition"]),
        invented=tuple(row["invented"].split()),
        summary=row["summary"],
        source=row["source"],
    )


def _earlier(recommendations: dict[str, list[dict[str, str]]]) -> dict[str, EarlierFact]:
    """Parts about earlier recommendations by report: those of an earlier report of the replica (`of`), or
    given whole.

    A table prints whole sentences without numbers or addressees; a numbered one has a column for each.
    """
    found = {}
    for entry in _yaml("earlier.yml"):
        form = entry["form"]
        given = recommendations[entry["of"]] if "of" in entry else entry["items"]
        items = []
        for number, (item, (status, progress)) in enumerate(zip(given, entry["statuses"], strict=False), 1):
            text = f"{item['text'][0].upper()}{item['text'][1:]}." if "table" in form else item["text"]
            is_numbered = form in ("numbered table", "list")
            items.append(
                ProgressFact(
                    text=text,
                    status_text=status,
                    progress=Progress(progress),
                    number=number if is_numbered else None,
                    addressee=item["addressee"] if is_numbered else None,
                )
            )
        found[entry["report"]] = EarlierFact(
            heading=entry["heading"], intro=entry["intro"], year=entry["year"], form=form, items=tuple(items)
        )
    return found


def _key_facts() -> dict[str, KeyFactsFact]:
    """Pages of key facts by report. A figure is label, printed value, number, and what it stands under."""
    found = {}
    for entry in _yaml("key_facts.yml"):
        figures = []
        for label, value_text, value, *context in entry["figures"]:
            column = context[0] if context else None
            figures.append(KeyFigure(label, value_text, value, column, column or entry.get("as_at")))
        found[entry["report"]] = KeyFactsFact(
            entry["heading"], entry["intro"], entry["form"], tuple(figures), entry.get("source")
        )
    return found


def _standard(framework: Framework, entry: dict[str, str]) -> StandardFact:
    percents = [int(percent) for percent in entry["percents"].split()]
    asked = _questions()[framework, entry["code"] or entry["printed_name"]] if percents else []
    return StandardFact(
        code=entry["code"],
        printed_name=entry["printed_name"],
        rating=Rating(entry["rating"]),
        counts={"yes": True, "no": False}[entry["counts"]],
        key_questions=tuple(
            KeyQuestion(question, percent) for question, percent in zip(asked, percents, strict=True)
        ),
    )


def _story(entry: dict[str, Any], agency: dict[str, list[str]]) -> StoryFact:
    paragraphs: list[str] = []
    for paragraph in entry["paragraphs"]:
        paragraphs += [paragraph] if isinstance(paragraph, str) else agency[paragraph["agency"]]
    return StoryFact(
        **{
            **entry,
            "published": datetime.fromisoformat(entry["published"]),
            "report_keys": tuple(entry.get("report_keys", ())),
            "paragraphs": tuple(paragraphs),
        }
    )


def chief_inspector_on(day: date) -> str:
    """Who was chief inspector on a day; raises LookupError outside the terms the data hold."""
    for row in _rows("chief_inspectors.csv"):
        if row["from"] <= day.isoformat() <= row["to"]:
            return row["name"]
    raise LookupError(f"no chief inspector is known for {day}; add the term to chief_inspectors.csv")


def _fieldwork(text: str) -> tuple[date | None, DatePrecision]:
    """`2017-07` or `2020-01-06` with its precision; nothing where the report prints no fieldwork date."""
    if not text:
        return None, DatePrecision.MONTH
    if len(text) == len("2017-07"):
        return date.fromisoformat(f"{text}-01"), DatePrecision.MONTH
    return date.fromisoformat(text), DatePrecision.DAY


@cache
def _questions() -> dict[tuple[Framework, str], list[str]]:
    """Key questions by framework and standard (its code, or its name where it has none), in printed order."""
    return {
        (Framework(framework), standard): [row["question"] for row in rows]
        for (framework, standard), rows in groupby(
            _rows("questions.csv"), key=lambda row: (row["framework"], row["standard"])
        )
    }


@cache
def _changes() -> dict[str, list[dict[str, Any]]]:
    return dict(yaml.safe_load((DATA / "editions.yml").read_text("utf-8")))


def _by_report(name: str) -> dict[str, list[dict[str, str]]]:
    return {key: list(rows) for key, rows in groupby(_rows(name), key=lambda row: row["report_key"])}


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader((DATA / name).read_text("utf-8").splitlines())


def _yaml(name: str) -> list[dict[str, Any]]:
    return _load(DATA / name)


def _load(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text("utf-8")))
