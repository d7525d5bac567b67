from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.canonical import canonical_url, without_tracking

SITE = "https://hmiprobation.justiceinspectorates.gov.uk"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://www.HMIProbation.justiceinspectorates.gov.uk/document/x#top", f"{SITE}/document/x/"),
        (f"{SITE}/document/x/?utm_source=mail&fbclid=1", f"{SITE}/document/x/"),
        (f"{SITE}/?p=1004", f"{SITE}/?p=1004"),
        (SITE, f"{SITE}/"),
        (
            "https://cdn.example.gov.uk:443/uploads/A%20report.pdf",
            "https://cdn.example.gov.uk/uploads/A%20report.pdf",
        ),
        ("https://a.test/news/?page=2&b=1", "https://a.test/news/?b=1&page=2"),
        (
            "https://webarchive.nationalarchives.gov.uk/ukgwa/20240101000000mp_/http://www.a.gov.uk/hmiprobation/x",
            "https://a.gov.uk/hmiprobation/x/",
        ),
        (
            "https://www.worcesternews.co.uk/news/3885517.recognition/",
            "https://worcesternews.co.uk/news/3885517.recognition/",
        ),
    ],
)
def test_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@given(
    st.from_regex(
        r"https?://(www\.)?[a-z]{1,8}\.test(/[A-Za-z0-9%. _-]{0,12}){0,3}(\?[a-z]{1,4}=[a-z ]{0,4})?",
        fullmatch=True,
    )
)
def test_canonical_is_its_own_canonical(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)


def test_what_is_requested_keeps_the_sites_spelling() -> None:
    assert without_tracking("http://www.A.test/x?at_medium=RSS&id=2#y") == "http://www.A.test/x?id=2"
