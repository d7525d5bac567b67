"""The reader reads and does not recite: what is swapped is read as swapped, and mangled print changes no
value.

`tests/pipelines/test_reports_properties.py` mangles tables of made reports; here whole reports of the
replica are mangled, so that covers, forewords, contents and key questions are in the way as they are in
life.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.evaluate import Judged, Verdict, judge
from pipelines.reports import read
from tests.evaluation.replica_gold import Sample, page_sample, pdf_sample
from tests.replica.facts import ReportFact, load_reports
from tests.replica.report_pdf import report_pdf

RATED = [fact for fact in load_reports() if fact.language == "en" and len(fact.standards) > 6]
CODED = [fact for fact in RATED if all(standard.code for standard in fact.standards)]
FEW = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
VALUES = ("body", "framework", "overall", "score", "score_max", "code", "rating")


def judged(sample: Sample) -> list[Judged]:
    gold = sample.gold
    return list(judge(gold, read(sample.payload, media_type=gold.media_type, url=gold.url)))


def untrue(values: list[Judged]) -> list[str]:
    """Values of the kind that must never be another."""
    bad = (Verdict.DIFFERENT, Verdict.UNEXPECTED)
    return [
        f"{v.field} {v.what}: {v.expected} / {v.read}"
        for v in values
        if v.field in VALUES and v.verdict in bad
    ]


def lost_silently(values: list[Judged]) -> list[str]:
    return [f"{v.field} {v.what}" for v in values if v.field in VALUES and v.verdict is Verdict.MISSING]


def swapped(fact: ReportFact, one: int, other: int) -> ReportFact:
    """The fact with two standards' ratings exchanged; score and overall stay as they are."""
    standards = list(fact.standards)
    a, b = standards[one], standards[other]
    standards[one], standards[other] = replace(a, rating=b.rating), replace(b, rating=a.rating)
    return replace(fact, standards=tuple(standards))


@FEW
@given(fact=st.sampled_from(CODED), data=st.data())
def test_two_swapped_labels_change_the_result(fact: ReportFact, data: st.DataObject) -> None:
    pairs = [
        (i, j)
        for i, a in enumerate(fact.standards)
        for j, b in enumerate(fact.standards)
        if i < j and a.rating is not b.rating and a.counts and b.counts
    ]
    if not pairs:
        return
    other = swapped(fact, *data.draw(st.sampled_from(pairs)))
    for sample in (page_sample(other), pdf_sample(other, report_pdf(other))):
        values = judged(sample)
        assert [v for v in values if v.field in ("code", "rating") and not v.is_right] == []
    before = pdf_sample(fact, report_pdf(other))
    assert sum(v.verdict is Verdict.DIFFERENT for v in judged(before) if v.field == "rating") == 2


_ROW_CELL = re.compile(r"<td>([^<]{2,120})</td>")


@st.composite
def mangled_cell(draw: st.DrawFn, text: str) -> str:
    """A cell's text as authors and converters leave it."""
    out = []
    for character in text:
        if character == " ":
            out.append(draw(st.sampled_from([" ", "  ", "&nbsp;", "<br/>", "\n\t"])))
        else:
            out.append(escape(character))
            if character.isalpha() and draw(st.integers(0, 15)) == 0:
                out.append(draw(st.sampled_from(["&shy;", "&#8203;", "<wbr/>", "</span><span>"])))
    joined = "<span>" + "".join(out) + "</span>"
    return joined.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ") if draw(st.booleans()) else joined


@FEW
@given(fact=st.sampled_from(RATED), data=st.data())
def test_mangled_cells_of_a_whole_page_change_no_value(fact: ReportFact, data: st.DataObject) -> None:
    sample = page_sample(fact)
    text = sample.payload.decode()
    start = text.index("<table>")
    stop = text.index("</table>", start)
    table = _ROW_CELL.sub(
        lambda cell: f"<td>{data.draw(mangled_cell(cell[1].replace('&amp;', '&')))}</td>", text[start:stop]
    )
    values = judged(replace(sample, payload=(text[:start] + table + text[stop:]).encode()))
    assert untrue(values) == []
    assert lost_silently(values) == []


@FEW
@given(fact=st.sampled_from(RATED), order=st.sampled_from(["reversed", "spaced", "nested"]))
def test_reordered_columns_of_a_page_change_no_value(fact: ReportFact, order: str) -> None:
    sample = page_sample(fact)
    text = sample.payload.decode()
    start = text.index("<table>")
    stop = text.index("</table>", start)

    def reorder(row: re.Match[str]) -> str:
        cells = re.findall(r"<td\b.*?</td>", row[1], re.DOTALL)
        if len(cells) < 2:
            return row[0]
        match order:
            case "reversed":
                cells.reverse()
            case "spaced":
                cells = [cell for pair in cells for cell in ("<td></td>", pair)]
            case _:
                cells = [
                    cell.replace("<td>", "<td><div><p>").replace("</td>", "</p></div></td>") for cell in cells
                ]
        return f"<tr>{''.join(cells)}</tr>"

    table = re.sub(r"<tr>(.*?)</tr>", reorder, text[start:stop], flags=re.DOTALL)
    values = judged(replace(sample, payload=(text[:start] + table + text[stop:]).encode()))
    assert untrue(values) == []
    assert lost_silently(values) == []


@pytest.mark.parametrize("fact", CODED[::6], ids=lambda fact: fact.key)
def test_rows_torn_out_of_the_table_are_said_to_be_missing(fact: ReportFact) -> None:
    """A standard of the framework that the table lacks is flagged or refused; the others stay as they are."""
    sample = page_sample(fact)
    text = sample.payload.decode()
    start = text.index("<table>")
    stop = text.index("</table>", start)
    rows = re.findall(r"<tr>.*?</tr>", text[start:stop], re.DOTALL)
    torn = next(row for row in rows if fact.standards[1].printed_name in row)
    payload = text.replace(torn, "", 1).encode()
    records = read(payload, media_type="text/html", url=sample.gold.url)
    values = list(judge(sample.gold, records))
    assert untrue(values) == []
    assert records.flags or records.quarantined
