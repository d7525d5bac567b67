"""Inspectors are named only where a name stands beside its title."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from pipelines.bodies.chief_inspectors import known_chief_inspector, load_terms
from pipelines.reports import read
from pipelines.reports.html import read_html
from pipelines.reports.people import chief_inspector, lead_inspector
from tests.pipelines import sample_reports as made
from tests.pipelines.test_reports_ratings import PDU

TITLE = "HM Chief Inspector of Probation"


def page(body: str) -> bytes:
    article = f"<article class='single-document'><h1>A report</h1>{body}</article>"
    return f"<html><body>{article}</body></html>".encode()


def chief(body: str) -> str | None:
    return chief_inspector(read_html(page(body), url="http://a.test/", sha256="0" * 64))


def lead(body: str) -> str | None:
    return lead_inspector(read_html(page(body), url="http://a.test/", sha256="0" * 64))


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (f"<p>Martin Jones<br>{TITLE}</p>", "Martin Jones"),
        (f"<p>Martin Jones CBE, {TITLE}</p>", "Martin Jones"),
        (f"<h5>Dame Glenys Stacey</h5><p>{TITLE}</p>", "Dame Glenys Stacey"),
        ("<p>Sue McAllister</p><p>Interim Chief Inspector</p>", "Sue McAllister"),
        (f"<p>Siân Tŵr-O’Neill<br>{TITLE}</p>", "Siân Tŵr-O’Neill"),
        (f"<figcaption>{TITLE}, Martin Jones</figcaption>", "Martin Jones"),
        (f"<p>{TITLE}</p><p>Justin Russell</p>", "Justin Russell"),
        (f"<p>A letter of Anna Weber, {TITLE}, came first.</p>", "Anna Weber"),
        (f"<table><tr><td>Martin Jones</td><td>{TITLE}</td></tr></table>", "Martin Jones"),
        (f"<h5>Justin Russell</h5><p>sufficient in some. We met {TITLE}</p>", "Justin Russell"),
        (f"<h5>Anna Weber</h5><p>sufficient in some. We met {TITLE}</p>", None),
        (f"<p>{TITLE}</p><h2>Ratings</h2><p>West Yorkshire Community Rehabilitation Company</p>", None),
        (f"<p>{TITLE}</p><h2>Derby City PDU</h2>", None),
        (f"<p>{TITLE}</p><h2>North East</h2>", None),
        (f"<p>{TITLE}</p><h2>Ceredigion Youth Justice Service</h2>", None),
        (f"<h2>Foreword from the {TITLE}</h2><p>Ratings Page</p>", None),
        (f"<p>I thank all who met the {TITLE} Northamptonshire PDU Score</p>", None),
        ("<p>Martin Jones</p><p>The judgements are those of inspectors.</p>", None),
    ],
)
def test_the_chief_inspector_stands_beside_the_title(body: str, name: str | None) -> None:
    assert chief(body) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("<p>This inspection was led by HM Inspector Tony Kirk, supported by a team.</p>", "Tony Kirk"),
        (
            "<p>This inspection was led by HM Lead Inspector Ann-Marie O’Hare and a team.</p>",
            "Ann-Marie O’Hare",
        ),
        ("<p>Lead inspector: Jane T. Doe</p>", "Jane T. Doe"),
        ("<p>It was led by HM Inspector Alison</p><p>Threlfall, supported by a team.</p>", None),
        ("<p>It was led by HM Inspector Helena The unit had filled its posts.</p>", None),
        ("<p>It was led by HM Inspector Helena</p><h2>North East</h2>", None),
        ("<p>It was led by HM Inspector Jane Mary West Midlands.</p>", None),
    ],
)
def test_the_lead_inspector_has_two_names_in_one_line(body: str, name: str | None) -> None:
    assert lead(body) == name


def test_terms_follow_one_another() -> None:
    terms = load_terms()
    for held, following in itertools.pairwise(terms):
        assert held.last is not None
        assert (following.first - held.last).days == 1
    assert terms[-1].last is None
    assert known_chief_inspector("Glenys Stacey") == known_chief_inspector("Dame Glenys Stacey")
    russell = known_chief_inspector("Justin Russell")
    assert russell is not None
    assert [russell.covers(date(year, 12, 1)) for year in (2018, 2019, 2023, 2024)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("signed", "detail"),
    [
        ("Martin Jones", None),
        ("Anna Weber", "Anna Weber is not among the chief inspectors"),
        ("Justin Russell", "Justin Russell was chief inspector 2019-06 to 2023-09"),
    ],
)
def test_a_name_nobody_knows_is_flagged_and_kept(signed: str, detail: str | None) -> None:
    records = read(made.html(PDU.but(signed=signed)), media_type="text/html", url="http://a.test/gwent/")
    assert records.inspections[0].chief_inspector == signed
    details = [flag.detail for flag in records.flags if flag.check == "chief inspector"]
    assert len(details) == (detail is not None)
    assert detail is None or detail in details[0]
