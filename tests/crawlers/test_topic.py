from __future__ import annotations

import pytest

from crawlers.local_news.topic import is_on_topic


@pytest.mark.parametrize(
    ("title", "description", "url"),
    [
        ("Probation service in Hull told to improve", "", "https://a.test/news/1"),
        ("Watchdog finds serious failings", "HMI Probation visited the city in May", "https://a.test/news/1"),
        (
            "County praised for work with young people",
            "The Youth Offending Team was rated good",
            "https://a.test/1",
        ),
        ("Mixed report for council team", "", "https://a.test/news/youth-justice-service-report-123"),
        ("Offenders are not watched closely enough, inspectors say", "", "https://a.test/news/1"),
        (
            "Service rated 'inadequate'",
            "Staff did not protect the public from people on licence",
            "https://a.test/1",
        ),
        ("Gwasanaeth prawf: angen gwella", "", "https://a.test/cy/1"),
        ("Anger over plan for bail hostel", "", "https://a.test/news/1"),
        ("HMIP report on the unpaid work backlog", "", "https://a.test/news/1"),
    ],
)
def test_is_worth_a_look(title: str, description: str, url: str) -> None:
    assert is_on_topic(title, description, url)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Restaurant rated 'inadequate' for hygiene by inspectors", "https://a.test/news/1"),
        ("Striker passes his probationary season", "https://a.test/sport/1"),
        ("Nursery requires improvement, says watchdog", "https://a.test/news/1"),
        ("Council approves new cycle lanes", "https://a.test/news/transport/1"),
        ("Youth theatre wins prize", "https://a.test/news/1"),
    ],
)
def test_is_not(title: str, url: str) -> None:
    assert not is_on_topic(title, "", url)
