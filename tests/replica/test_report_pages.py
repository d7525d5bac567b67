"""Reports of every era as page and as file: they open, and they say what their facts say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from lxml import etree

from pipelines.bodies.frameworks import standards_of
from pipelines.vocabulary import BodyKind, DatePrecision, Framework, Rating
from tests.replica.facts import (
    FindingFact,
    KeyQuestion,
    RecommendationFact,
    ReportFact,
    StandardFact,
    load_reports,
)
from tests.replica.report_html import report_body
from tests.replica.report_pdf import data_annexe_pdf, report_pdf
from tests.replica.report_text import REPLICA_NOTE
from tests.replica.report_welsh import RATINGS as WELSH_RATINGS

_WORDS = (Rating.GOOD, Rating.REQUIRES_IMPROVEMENT, Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT)
_ERAS = (
    (Framework.TRUST_OMI2, ("trust-dorset",), "Dorset", "Report on Offender Management in Dorset", 2012),
    (
        Framework.TRUST_IOAP_2013,
        ("trust-essex",),
        "Essex",
        "An Inspection of Adult Offending Work in Essex",
        2014,
    ),
    (
        Framework.QUALITY_IMPACT_2016,
        ("crc-warwickshire-and-west-mercia", "nps-midlands"),
        "Warwickshire",
        "Quality & Impact inspection: The effectiveness of probation work in Warwickshire",
        2017,
    ),
    (
        Framework.CORE_2018,
        ("crc-essex",),
        "Essex Community Rehabilitation Company",
        "An inspection of probation services in: Essex Community Rehabilitation Company",
        2020,
    ),
    (
        Framework.CORE_2018,
        ("nps-midlands",),
        "National Probation Service Midlands Division",
        "An inspection of National Probation Service Midlands Division",
        2018,
    ),
    (
        Framework.CORE_2021,
        ("pdu-gwent",),
        "Gwent",
        "An inspection of probation services in Gwent PDU",
        2022,
    ),
    (
        Framework.CORE_2023,
        ("pdu-gwent",),
        "Gwent",
        "An inspection of probation services in Gwent PDU",
        2025,
    ),
    (
        Framework.CORE_2023,
        ("region-north-east",),
        "North East",
        "An inspection of Probation Services – North East region",
        2025,
    ),
    (
        Framework.NATIONAL_2025,
        ("national-probation-service-england-and-wales",),
        "England and Wales",
        "National Inspection – April 2025",
        2025,
    ),
    (
        Framework.DYNAMIC_2025,
        ("region-greater-manchester",),
        "Greater Manchester",
        "Dynamic Inspection of Public Protection in Greater Manchester",
        2026,
    ),
    (
        Framework.APPROVED_PREMISES_2025,
        ("ap-st-catherines-priory",),
        "St Catherine’s Priory",
        "An inspection of St Catherine’s Priory Approved Premises",
        2025,
    ),
    (
        Framework.YJS_2018,
        ("yjs-nottingham-city",),
        "Nottingham City",
        "An inspection of youth offending services in Nottingham City",
        2020,
    ),
    (
        Framework.YJS_2021,
        ("yjs-doncaster",),
        "Doncaster",
        "An inspection of youth justice services in Doncaster",
        2024,
    ),
    (
        Framework.YJS_2025,
        ("yjs-wakefield",),
        "Wakefield",
        "An inspection of youth justice work with children and victims in Wakefield",
        2025,
    ),
    (Framework.JOINT, ("yjs-kent",), "Kent", "A joint inspection of youth justice services in Kent", 2023),
    (
        Framework.THEMATIC,
        ("national-probation-service-england-and-wales",),
        "England and Wales",
        "A thematic inspection of work with young adults",
        2024,
    ),
)
_KINDS = {
    "crc": BodyKind.CRC,
    "nps": BodyKind.NPS_DIVISION,
    "pdu": BodyKind.PDU,
    "region": BodyKind.REGION,
}


def _fact(framework: Framework, bodies: tuple[str, ...], area: str, title: str, year: int) -> ReportFact:
    kind = _KINDS.get(bodies[0].split("-")[0])
    is_rated = any(s.max_points for s in standards_of(framework, kind))
    defined = [s for s in standards_of(framework, kind) if s.max_points] if is_rated else []
    standards = tuple(
        StandardFact(
            code=s.code or s.name,
            printed_name=s.name,
            rating=_WORDS[index % len(_WORDS)],
            counts=s.counts_towards_score,
            key_questions=_questions(s.name, index) if (s.code or "1").lstrip("PRV ")[0] != "1" else (),
        )
        for index, s in enumerate(defined)
    )
    counted = [s for s in standards if s.counts]
    return ReportFact(
        key=f"{framework}-{bodies[0]}-{year}",
        framework=framework,
        body_ids=bodies,
        area=area,
        title=title,
        slug="a-report",
        post_id=7,
        published=datetime(year, 4, 14, 0, 1, tzinfo=UTC),
        chief_inspector="Martin Jones",
        lead_inspector="Ann Example",
        fieldwork_start=date(year - 1, 11, 6),
        fieldwork_precision=DatePrecision.DAY if year % 2 else DatePrecision.MONTH,
        overall_rating=Rating.REQUIRES_IMPROVEMENT if is_rated else None,
        score=sum(s.rating.points for s in counted) if is_rated and year != 2018 else None,
        score_max=3 * len(counted) if is_rated and year != 2018 else None,
        standards=standards,
        recommendations=tuple(
            RecommendationFact(number, who, words)
            for number, who, words in (
                (
                    1,
                    f"{area} leaders",
                    "understand what a good assessment of a person’s circumstances requires",
                ),
                (
                    2,
                    f"{area} leaders",
                    "make sure that multi-agency information is requested, read and used in every case",
                ),
                (
                    3,
                    "HM Prison and Probation Service",
                    "give managers fewer people to supervise & more time to do it",
                ),
            )
        ),
        findings=(
            FindingFact(
                "domestic abuse checks", "35 per cent", "Checks were made in 35 per cent of the cases."
            ),
            FindingFact(
                "planning to keep people safe",
                "41%",
                "Planning to keep people safe was sufficient in 41% of cases.",
            ),
        ),
    )


def _questions(name: str, index: int) -> tuple[KeyQuestion, ...]:
    subject = name.lower().rstrip("?")
    return (
        KeyQuestion(
            f"Does {subject} involve the person and take their views into account from the start?", 60 + index
        ),
        KeyQuestion(f"Is {subject} focused on what supports desistance?", 50 + index),
        KeyQuestion(f"Does {subject} pay enough attention to keeping other people safe?", 30 + index),
    )


FACTS = [_fact(*era) for era in _ERAS]
WELSH = replace(
    FACTS[6], key="welsh", language="cy", area="Gwent", title="Arolygiad o wasanaethau prawf yn Gwent"
)
ENGLISH = pytest.mark.parametrize("fact", FACTS, ids=[fact.key for fact in FACTS])


def _pages(payload: bytes) -> list[str]:
    """Text of every page in the order it was set, one space between words, hyphenated words mended."""
    pdf = pypdfium2.PdfDocument(payload)
    try:
        pages = []
        for page in pdf:
            textpage = page.get_textpage()
            raw = textpage.get_text_range()
            pages.append(re.sub(r"\s+", " ", re.sub(r"[\ufffe\x02]\s*|-\r?\n", "", raw)))
            textpage.close()
            page.close()
    finally:
        pdf.close()
    return pages


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\-]+", "", text)


def _statements(fact: ReportFact) -> list[str]:
    """Every wording of the fact that the report must hold."""
    return [
        *(recommendation.text for recommendation in fact.recommendations),
        *(finding.sentence for finding in fact.findings),
        *(asked.question for standard in fact.standards for asked in standard.key_questions),
        *(name for name in (fact.chief_inspector, fact.lead_inspector) if name),
    ]


@ENGLISH
def test_a_pdf_says_what_its_fact_says(fact: ReportFact) -> None:
    pages = _pages(report_pdf(fact))
    text = _squeezed(" ".join(pages))
    assert 8 <= len(pages) <= 14
    assert all(REPLICA_NOTE in page for page in pages)
    for statement in _statements(fact):
        assert _squeezed(statement) in text
    assert _squeezed(fact.title).replace(":", "") in _squeezed(pages[0]).replace(":", "")
    assert f"{fact.published:%B %Y}" in pages[0]
    if fact.score is not None:
        assert f"Score {fact.score}/{fact.score_max}" in pages[4]


@ENGLISH
def test_a_rated_pdf_has_its_ratings_on_one_page_and_an_unrated_one_has_none(fact: ReportFact) -> None:
    pages = _pages(report_pdf(fact))
    homes = [_squeezed(page) for page in pages if "Overall rating" in page]
    if fact.overall_rating is None:
        assert homes == []
        return
    assert len(homes) == 1
    assert f"Overallrating{_squeezed(fact.overall_rating)}" in homes[0]
    for standard in fact.standards:
        label = re.escape(_squeezed(standard.printed_name))
        assert re.search(rf"{label}\d?{_squeezed(standard.rating)}", homes[0]), standard


@ENGLISH
def test_the_contents_name_the_page_of_every_heading(fact: ReportFact) -> None:
    pages = _pages(report_pdf(fact))
    contents = next(page for page in pages if "Contents" in page and "....." in page)
    entries = re.findall(r" (.+?) \.{5,} (\d+)", contents.partition("Contents")[2])
    assert len(entries) >= 6
    for title, number in entries:
        assert _squeezed(title) in _squeezed(pages[int(number) - 1]), title


@pytest.mark.parametrize("fact", [FACTS[5], WELSH], ids=["english", "welsh"])
def test_the_same_fact_gives_the_same_bytes_and_a_stamp_only_other_bytes(fact: ReportFact) -> None:
    first = report_pdf(fact)
    reissued = report_pdf(fact, producer_stamp="set again")
    assert report_pdf(fact) == first
    assert reissued != first
    assert _pages(reissued) == _pages(first)
    assert report_pdf(replace(fact, producer_stamp="set again")) == reissued


@ENGLISH
def test_a_page_is_well_formed_and_says_what_its_fact_says(fact: ReportFact) -> None:
    root = etree.fromstring(f"<div>{report_body(fact)}</div>")
    text = " ".join(_text(root).split())
    for statement in _statements(fact):
        assert statement in text
    headings = [_text(h) for h in root.iter("h2")]
    assert headings[0].startswith(("Foreword", "Chief Inspector’s judg"))
    rows = [[_cell(cell) for cell in row] for row in root.iter("tr")]
    assert ("Ratings" in headings) == (fact.overall_rating is not None)
    for standard in fact.standards:
        wanted = (standard.printed_name, standard.rating.casefold())
        assert any(
            row[-1].rstrip("*").casefold() == wanted[1] and " ".join(row[:-1]).endswith(wanted[0])
            for row in rows
        ), wanted
        for asked in standard.key_questions:
            assert [asked.question, f"{asked.percent}%"] in rows
    lists = [
        (int(ol.get("start", "1")), len(ol)) for ol in root.iter("ol") if ol.get("class") == "wp-block-list"
    ]
    assert lists == [(1, 2), (3, 1)]


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _cell(cell: etree._Element) -> str:
    return " ".join([*_text(cell).split(), *(str(img.get("alt")) for img in cell.iter("img"))])


def test_a_welsh_twin_gives_the_same_ratings_in_welsh_words() -> None:
    page = etree.fromstring(f"<div>{report_body(WELSH)}</div>")
    ratings = [row[1].text for row in page.iter("tr") if row[1].text in WELSH_RATINGS.values()]
    assert ratings[0] == "Angen gwella"
    assert ratings[1:] == [WELSH_RATINGS[standard.rating] for standard in WELSH.standards]
    assert page[0].text == "Rhagair"
    text = _squeezed(" ".join(_pages(report_pdf(WELSH))))
    assert all(_squeezed(WELSH_RATINGS[standard.rating]) in text for standard in WELSH.standards)


def test_an_annexe_has_every_key_question_and_nothing_else() -> None:
    fact = FACTS[5]
    text = " ".join(_pages(data_annexe_pdf(fact)))
    asked = [asked for standard in fact.standards for asked in standard.key_questions]
    assert re.findall(r"(\d+)%", text) == [str(question.percent) for question in asked]
    assert text.startswith("Data annexe: ")


def test_standards_without_cases_are_printed_as_not_rated() -> None:
    fact = replace(
        FACTS[12],
        standards=FACTS[12].standards[:-1],
        not_rated=(("4.1", "Resettlement policy and provision"),),
    )
    assert "4.1ResettlementpolicyandprovisionNotrated" in _squeezed(_pages(report_pdf(fact))[4])
    assert "<td>4.1 Resettlement policy and provision</td><td>Not rated</td>" in report_body(fact)


def test_a_sign_the_fonts_lack_is_refused_and_not_printed_as_a_box() -> None:
    with pytest.raises(ValueError, match="no sign for a character"):
        report_pdf(replace(WELSH, chief_inspector="Siân Tŵr"))


def test_every_report_of_the_replica_can_be_set() -> None:
    for fact in load_reports():
        if "html" in fact.shapes:
            etree.fromstring(f"<div>{report_body(fact)}</div>")
        pdf = pypdfium2.PdfDocument(report_pdf(fact))
        assert (5 if fact.language == "cy" else 8) <= len(pdf) <= 15, fact.key
        pdf.close()
