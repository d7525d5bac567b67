"""A story without a date: what else says when it was written, and when that is not enough."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.bodies.register import load_register
from pipelines.news.address_dates import address_span
from pipelines.news.linking import decide
from pipelines.records import Article, InspectionRecord, PartialDate
from pipelines.vocabulary import DatePrecision, Framework, Rating
from tests.pipelines.news_pages import inspection, story

OLD = inspection(
    "pdu-northamptonshire", Framework.CORE_2021, "2022-05-17", rating=Rating.REQUIRES_IMPROVEMENT
)
NEW = inspection("pdu-northamptonshire", Framework.CORE_2023, "2024-07-18", rating=Rating.INADEQUATE)
TEXT = "HM Inspectorate of Probation has looked at the probation service in Northamptonshire."


def linked(article: Article, *inspections: InspectionRecord) -> list[str]:
    return [one.inspection_id for one in decide(article, load_register(), inspections, []).links]


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://www.bbc.co.uk/news/uk-england-kent-61394579", date(2022, 3, 1), date(2022, 5, 17)),
        (
            "https://paper.test/news/worcester/15649273.Probation_must_improve/",
            date(2017, 9, 1),
            date(2017, 12, 31),
        ),
        ("https://paper.test/news/2019/02/15/story/", date(2019, 2, 15), date(2019, 2, 15)),
        ("https://paper.test/2024/02/story/", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_addresses_tell_about_when(url: str, first: date, last: date) -> None:
    span = address_span(url)
    assert span is not None
    assert first <= span[0] <= span[1] <= last


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.test/news/story-24748448",  # another publisher counts each site for itself
        "https://www.bbc.co.uk/news/uk-england-kent-99394579",
        "https://www.bbc.co.uk/news/articles/c04g94xldxqo",
        "https://paper.test/news/2019/13/story/",
    ],
)
def test_other_addresses_tell_nothing(url: str) -> None:
    assert address_span(url) is None


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("It was rated 'inadequate'.", NEW),
        ("Chief inspector of probation Justin Russell said staff had tried hard.", OLD),
        ("Martin Jones, the chief inspector of probation, said staff had tried hard.", NEW),
        ("The visit was in spring 2022.", OLD),
    ],
)
def test_one_clue_tells_two_inspections_of_a_body_apart(words: str, wanted: InspectionRecord) -> None:
    article = story("Northamptonshire probation service inspected", f"{TEXT}\n{words}")
    assert linked(article, OLD, NEW) == [wanted.inspection_id]


def test_a_contradiction_rules_an_inspection_out() -> None:
    words = "It was rated 'inadequate'. Justin Russell, chief inspector of probation, was concerned."
    assert linked(story("Northamptonshire probation service 'inadequate'", f"{TEXT}\n{words}"), NEW) == []


def test_without_any_clue_nothing_is_linked() -> None:
    article = story("Northamptonshire probation service inspected", f"{TEXT}\nStaff have tried hard.")
    decision = decide(article, load_register(), [OLD, NEW], [])
    assert decision.links == ()
    assert "no date" in (decision.reason or "")


def test_clues_that_fit_two_inspections_alike_link_neither() -> None:
    again = inspection("pdu-northamptonshire", Framework.CORE_2023, "2024-11-18", rating=Rating.INADEQUATE)
    article = story("Northamptonshire probation service", f"{TEXT}\nIt was rated 'inadequate'.")
    assert linked(article, NEW, again) == []


def test_a_year_that_is_compared_with_is_not_the_storys() -> None:
    article = story("Probation unit fails again", f"{TEXT} It got the same rating as in 2022.", None)
    assert linked(article, OLD, NEW) == [NEW.inspection_id]


def test_a_kind_of_body_that_there_was_at_one_time_only_tells_the_time() -> None:
    trust = inspection("trust-west-mercia", Framework.TRUST_OMI2, "2012-03")
    article = story(
        "Officers praised", "HM Inspectorate of Probation visited West Mercia Probation Trust.", None
    )
    assert linked(article, trust) == [trust.inspection_id]


def test_a_month_is_enough_where_one_report_came_out_in_it() -> None:
    article = story("Probation service must focus on safety in Northamptonshire", TEXT, None)
    month = PartialDate(value=date(2022, 5, 1), precision=DatePrecision.MONTH)
    found = decide(article, load_register(), [OLD, NEW], [], month=month)
    assert [one.inspection_id for one in found.links] == [OLD.inspection_id]
