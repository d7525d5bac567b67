"""Asking the replica as a crawler asks it: through a proxy, host by host, without following redirects."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from typing import Any

from bs4 import BeautifulSoup, Tag

from tests.replica import facts
from tests.replica.official_table import SLUG as OFFICIAL_TABLE

NEW = "http://hmiprobation.test"
OLD = "http://justiceinspectorates.test/hmiprobation"
REST = f"{NEW}/wp-json/wp/v2"
AN_OUTLET = "http://severn-evening-post.test"


@dataclass(frozen=True)
class Reply:
    """What came back, redirects not followed."""

    status: int
    headers: Message
    body: bytes

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "lxml")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Ask = Callable[..., Reply]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **more: object) -> None:
        return None


def asker(proxy: str) -> Ask:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": proxy}), _NoRedirect)

    def ask(url: str, method: str = "GET", **headers: str) -> Reply:
        request = urllib.request.Request(
            url, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        try:
            with opener.open(request, timeout=20) as response:
                return Reply(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())

    return ask


def hrefs(reply: Reply, css: str) -> list[str]:
    return [str(link["href"]) for link in reply.soup.select(css)]


def text_of(element: Tag, name: str) -> str:
    child = element.find(name)
    assert child is not None
    return child.get_text()


def documents(edition: int = 1) -> set[str]:
    slugs = {report.slug for report in facts.reports(edition) if report.site == "hale"}
    slugs |= {other.slug for other in facts.others(edition)} | {OFFICIAL_TABLE}
    return {f"{NEW}/document/{slug}/" for slug in slugs}


def one_of(shapes: set[str]) -> facts.ReportFact:
    return next(
        report for report in facts.reports(1) if report.site == "hale" and set(report.shapes) >= shapes
    )


def feed_items(ask: Ask, url: str) -> list[Any]:
    return list(BeautifulSoup(ask(url).body, "xml").find_all("item"))


def json_ld(reply: Reply) -> dict[str, Any]:
    script = reply.soup.find("script", type="application/ld+json")
    assert script is not None
    data = json.loads(script.get_text())
    return next((one for one in data.get("@graph", [data]) if "headline" in one), data)
