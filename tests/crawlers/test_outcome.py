"""A crawl that is green but empty, broken or cut short must not look like a good one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from crawlers.archive.index import CrawlReport, CrawlStatus
from crawlers.outcome import ROBOTS_FORBID, Ending, Tally, baseline_of, judge
from crawlers.sources import Expectations

EXPECTED = Expectations(min_discovered=50, max_fall=0.34)
FINISHED = Ending("finished", {})
LAST_NIGHT = {"document": 90, "release": 30}


def tally(**changed: object) -> Tally:
    good = {"ways": Counter(rest=3), "discovered": Counter(LAST_NIGHT), "is_complete": True}
    return Tally(**{**good, **changed})  # type: ignore[arg-type]


def test_a_good_crawl_is_ok_and_complete() -> None:
    assert judge(tally(), FINISHED, EXPECTED, LAST_NIGHT) == (CrawlStatus.OK, (), True)


@pytest.mark.parametrize(
    ("counted", "ending", "status", "says"),
    [
        ({}, Ending("finished", {"ValueError": 2}), CrawlStatus.WARNING, "ValueError was raised 2 times"),
        ({"discovered": Counter()}, FINISHED, CrawlStatus.FAILED, "listed nothing"),
        (
            {"discovered": Counter(document=90, release=19)},
            FINISHED,
            CrawlStatus.WARNING,
            "fell from 30 to 19",
        ),
        ({"discovered": Counter(document=90)}, FINISHED, CrawlStatus.WARNING, "fell from 30 to 0"),
        ({"discovered": Counter(document=30, release=10)}, FINISHED, CrawlStatus.WARNING, "at least 50"),
        ({"failures": {"http://a.test/x": "Listed, but answered 500"}}, FINISHED, CrawlStatus.WARNING, "500"),
        ({}, Ending("shutdown", {}), CrawlStatus.FAILED, "stopped early (shutdown)"),
        ({"ways": Counter()}, Ending("start_error", {"KeyError": 1}), CrawlStatus.WARNING, "KeyError"),
        ({"ways": Counter()}, FINISHED, CrawlStatus.UNAVAILABLE, "No discovery page answered"),
        (
            {"ways": Counter(), "not_answered": {"http://a.test/wp-json/": ROBOTS_FORBID}},
            FINISHED,
            CrawlStatus.UNAVAILABLE,
            "ask the site's owner",
        ),
        (
            {"ways": Counter(), "robots_unreachable": {"a.test": "status 503"}},
            FINISHED,
            CrawlStatus.UNAVAILABLE,
            "robots.txt of a.test could not be read (status 503)",
        ),
        ({"abandoned": {"a.test": "it answered 429"}}, FINISHED, CrawlStatus.WARNING, "a.test was abandoned"),
    ],
)
def test_a_bad_crawl_is_never_ok(
    counted: dict[str, object], ending: Ending, status: CrawlStatus, says: str
) -> None:
    judged, reasons, is_complete = judge(tally(**counted), ending, EXPECTED, LAST_NIGHT)
    assert judged is status
    assert says in " ".join(reasons)
    has_full_discovery = counted.keys() & {"failures", "abandoned"}
    assert is_complete is bool(has_full_discovery)


def test_a_long_list_of_failures_is_one_sentence() -> None:
    failures = {f"http://a.test/{n}": "Listed, but answered 404" for n in range(9)}
    _, reasons, _ = judge(tally(failures=failures), FINISHED, EXPECTED, {})
    assert reasons == (
        "Listed, but answered 404: http://a.test/0, http://a.test/1, http://a.test/2 and 6 more.",
    )


def report(run: int, *, complete: bool, **discovered: int) -> CrawlReport:
    return CrawlReport(
        f"2026112{run}T021500Z", "s", CrawlStatus.OK, (), "", "", discovered, is_complete_discovery=complete
    )


def test_a_fallen_night_is_not_the_next_nights_standard() -> None:
    nights = [report(1, complete=True, document=90), report(2, complete=False, document=20)]
    assert baseline_of(nights) == {"document": 90}


def test_feeds_are_compared_by_their_entries_with_the_fullest_of_a_week() -> None:
    nights = [report(n, complete=False, entry=entries, article=n) for n, entries in enumerate([900, 100, 90])]
    assert baseline_of(nights) == {"entry": 900}
    now = tally(discovered=Counter(entry=100, article=3), is_complete=False)
    status, reasons, _ = judge(now, FINISHED, replace_min(EXPECTED), baseline_of(nights))
    assert status is CrawlStatus.WARNING
    assert "fell from 900 to 100" in reasons[0]


def test_few_stories_on_the_topic_are_no_alarm() -> None:
    now = tally(discovered=Counter(entry=900, article=0), is_complete=False)
    assert judge(now, FINISHED, EXPECTED, {"entry": 910})[0] is CrawlStatus.OK


def replace_min(expectations: Expectations) -> Expectations:
    return expectations.model_copy(update={"min_discovered": 1})


def test_no_crawl_before_means_nothing_to_compare_with() -> None:
    assert baseline_of([]) == {}
    assert baseline_of([replace(report(1, complete=False, document=3))]) == {}
