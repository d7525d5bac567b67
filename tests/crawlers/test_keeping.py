"""What a publisher's terms do not allow never reaches the disk, whoever asks for it to be stored."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from crawlers.archive.index import Discovery, Role
from crawlers.archive.keeping import MayNotBeKeptError
from crawlers.archive.write import ArchiveWriter, Origin
from crawlers.sources import load_source
from tests.crawlers.crawling import SOURCES

NEWS = load_source("local_news", SOURCES)
OPEN, SNIPPET, CLOSED = "humber-local.test", "ridings-herald.test", "public-broadcaster.test"
SECRET = "the text that belongs to the paper"
PAGE = f"<html><body><p>{SECRET}</p></body></html>".encode()
HTML = (("Content-Type", "text/html"),)
CARD: dict[str, object] = {
    "url": "http://a.test/1",
    "title": "A headline",
    "published": None,
    "outlet": "A paper",
}


def origin(host: str, role: Role = Role.ARTICLE, came_from: tuple[str, ...] = ()) -> Origin:
    return Origin(
        f"http://{host}/news/1", "2026-11-21T02:15:03.000001Z", role, Discovery.FEED, None, came_from
    )


def bytes_on_disk(archive: Path) -> bytes:
    files = [path for path in archive.rglob("*") if path.is_file()]
    return b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files
    )


@pytest.mark.parametrize("host", [SNIPPET, CLOSED, f"www.{CLOSED}", f"amp.{CLOSED}", "anywhere-else.test"])
@pytest.mark.parametrize("role", [Role.ARTICLE, Role.DISCOVERY, Role.STORY_CARD, Role.DOCUMENT, Role.ROBOTS])
def test_a_page_is_not_stored(tmp_path: Path, host: str, role: Role) -> None:
    with ArchiveWriter(tmp_path, NEWS, "20261121T021500Z") as writer:
        with pytest.raises(MayNotBeKeptError, match="allow no more than a card"):
            writer.write_response(origin(host, role), 200, HTML, PAGE)
        with pytest.raises(MayNotBeKeptError):
            writer.write_resource(origin(host, role), PAGE, "text/html")
    assert SECRET.encode() not in bytes_on_disk(tmp_path)


def test_not_in_other_clothes_either(tmp_path: Path) -> None:
    clothes: list[dict[str, object]] = [
        {**CARD, "text": SECRET},
        {**CARD, "description": SECRET},
        {**CARD, "title": SECRET * 20},
        {"outlet": "A", "feed": "f", "entries": 1, "stories": [{**CARD, "body": SECRET}]},
        {"outlet": "A", "feed": "f", "entries": 1, "stories": [SECRET]},
        {"outlet": "A", "feed": "f", "not_a_feed": SECRET * 20},
        {"outlet": "A", "feed": "f", "stories": [], "text": SECRET},
    ]
    with ArchiveWriter(tmp_path, NEWS, "20261121T021500Z") as writer:
        for made in clothes:
            with pytest.raises(MayNotBeKeptError):
                writer.write_resource(origin(CLOSED), json.dumps(made).encode(), "application/json")
        with pytest.raises(MayNotBeKeptError):
            writer.write_response(origin(CLOSED), 404, HTML, PAGE)
        with pytest.raises(MayNotBeKeptError):
            writer.write_response(origin(OPEN, came_from=(f"http://{CLOSED}/1",)), 200, HTML, PAGE)
        too_long = {**CARD, "description": SECRET * 20}
        with pytest.raises(MayNotBeKeptError):
            writer.write_resource(origin(SNIPPET), json.dumps(too_long).encode(), "application/json")
    assert SECRET.encode() not in bytes_on_disk(tmp_path)


def test_what_is_allowed_is_stored(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, NEWS, "20261121T021500Z") as writer:
        writer.write_response(origin(OPEN), 200, HTML, PAGE)
        card = json.dumps(CARD).encode()
        writer.write_resource(origin(CLOSED, Role.STORY_CARD), card, "application/json")
        snippet = json.dumps({**CARD, "description": "Two lines of the feed."}).encode()
        writer.write_resource(origin(SNIPPET, Role.STORY_CARD), snippet, "application/json")
        writer.write_response(origin(CLOSED), 404, HTML, b"")
    assert bytes_on_disk(tmp_path).count(SECRET.encode()) == 1
