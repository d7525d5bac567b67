"""Who wrote a story, where, under which headline: the page's own JSON-LD first, then its meta elements,
then a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.news.json_ld import StoryNode
from pipelines.news.page import Page

_AUTHOR_METAS = (
    "author",
    "article:author",
    "article:author_name",
    "byl",
    "sailthru.author",
    "dc.creator",
    "citation_author",
)
_BYLINE_TAGS = ("a", "span", "div", "p", "li")
_AUTHOR_TAGS = (*_BYLINE_TAGS, "address", "cite", "em", "strong", "b", "h2", "h3", "h4", "h5", "section")
_BY = re.compile(r"^(?:[Ww]ords\s+)?(?:[Bb]y|BY)(?:[\s:]+|(?=[A-Z][a-z]))")
_AND = re.compile(r"\s+and\s+|\s*[&;]\s*|,\s*(?=[A-Z][\w'’-]+\s+[A-Z][\w'’-]+(?:,|$))")
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|\b(?:image|getty|photo|picture|comments?|staff|admin|newsroom|reporter|correspondent|editor|"
    r"by\s+line|updated|published)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*(?:[,|•]|\s[-–]\s|\s+for\s+|\s*\().*$"
    r"|\s+(?:(?:local democracy|senior|chief|crime|news|politic(?:s|al)|court|health|education|community"
    r"|trainee|lifestyle)\s+)*"
    r"(?:reporters?|correspondent|editor|writer|journalist)\b.*$",
    re.IGNORECASE,
)
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_SAME_STORY = 0.45
"""How alike a heading and a headline signal must be for the heading to be the story's, not the site's name.
"""


@dataclass(frozen=True)
class Headlines:
    """The headline a story goes by, the one for search engines and the one printed over the text, the latter
    two where they differ from those before."""

    title: str
    seo: str | None
    printed: str | None


def comparable(text: str) -> str:
    """A headline as it is compared: quotation marks, dashes, case, spacing and closing dots carry no
    difference."""
    return " ".join(text.translate(_QUOTES).casefold().split()).rstrip(". …")


def read_headlines(page: Page, node: StoryNode | None) -> Headlines:
    """Read the headline in all its versions; empty where the page has none.

    The story goes by the headline its publisher gives to those who share or list it (og:title), which agrees
    best with what people who label such pages take for the title: an h1 is reworded while a story runs, and
    JSON-LD is written for search engines. A page that gives the site's name there goes by its h1.
    """
    search = [
        text
        for text in (node.text("headline") if node else None, node.text("name") if node else None)
        if text
    ]
    social = page.metas("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title")
    window = page.texts("//head/title | //title")[:1]
    printed = _printed(page.texts("//h1"), search + social + window)
    own = [text for text in (printed, *search, *window) if text]
    shared = [
        name
        for text in social
        if (name := _without_site(text, page)) and any(_likeness(name, one) >= _SAME_STORY for one in own)
    ]
    windows = [_without_site(text, page) for text in window]
    title = next(iter([*shared, *filter(None, [printed]), *social, *search, *windows]), "")
    seo = next((text for text in (*search[:1], *social) if comparable(text) != comparable(title)), None)
    others = {comparable(text) for text in (title, seo) if text}
    return Headlines(title, seo, printed if printed and comparable(printed) not in others else None)


def _printed(headings: list[str], signals: list[str]) -> str | None:
    """The h1 that is the headline: sites also set their name, or "Most read", in one."""
    if not headings or not signals:
        return headings[0] if headings else None
    likeness = {
        heading: max(_likeness(heading, signal) for signal in signals) for heading in reversed(headings)
    }
    best = max(reversed(likeness), key=lambda heading: likeness[heading])
    return best if likeness[best] >= _SAME_STORY else None


def _likeness(one: str, other: str) -> float:
    one, other = comparable(one), comparable(other)
    if len(one) > 20 and one in other:
        return 1.0
    return SequenceMatcher(None, one[:300], other[:300], autojunk=False).ratio()


def _without_site(title: str, page: Page) -> str:
    """A title without the site's name behind it."""
    for site in page.metas("og:site_name"):
        if title.lower().endswith(site.lower()):
            title = title[: -len(site)]
    return (
        re.sub(r"\s*[|–—-]\s*(?:[^|]{1,40}\|\s*)*[^|–—]{0,40}$", "", title).strip()
        if re.search(r"\s[|–—]\s|\|", title)
        else title.strip(" -|–—")
    )


def read_authors(page: Page, node: StoryNode | None) -> tuple[str, ...]:
    """Names of the writers, as printed, without roles; empty where the page names none."""
    outlet = comparable(read_outlet(page, node) or "")
    for raw in _named_authors(page, node):
        if names := tuple(name for name in _clean_names(raw) if comparable(name) != outlet):
            return names
    return ()


def _named_authors(page: Page, node: StoryNode | None) -> Iterator[list[str]]:
    """What the page says of its writers, the most reliable first."""
    if node is not None:
        yield node.names("author")
    for name in _AUTHOR_METAS:
        yield page.metas(name)
    yield _printed_bylines(page)


def _printed_bylines(page: Page) -> list[str]:
    """Texts of the elements that say they are a byline; walked, since that is four times as fast as XPath."""
    texts = (" ".join(e.text_content().split()) for e in page.tree.iter(*_AUTHOR_TAGS) if _is_byline(e))
    return [text for text in texts if text]


def _is_byline(element: HtmlElement) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    name = element.get("class")
    if not name or element.tag not in _BYLINE_TAGS:
        return False
    name = name.replace("_", "-")
    return "author-name" in name or "byline" in name.split()


def read_bylines(page: Page, node: StoryNode | None) -> list[str]:
    """All bylines as printed, for what a clean name no longer tells."""
    named = node.names("author") if node else []
    return [
        line for line in (*named, *page.metas(*_AUTHOR_METAS), *_printed_bylines(page)) if len(line) <= 120
    ]


def _clean_names(raw: Iterable[str]) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for line in raw:
        for part in _AND.split(_surname_last(_BY.sub("", line.strip()))):
            name = _ROLE.sub("", part).strip(" .,;:|-")
            if name != part.strip() and " " not in name:
                continue  # "Court reporter" is a role without a name
            if 2 < len(name) <= 60 and len(name.split()) <= 6 and not _NOT_A_NAME.search(name):
                names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _surname_last(line: str) -> str:
    """ "You, Xiaoying" as it is spoken."""
    turned = re.fullmatch(r"([\w'’-]+),\s+([\w'’ .-]+)", line)
    return f"{turned[2]} {turned[1]}" if turned else line


def read_outlet(page: Page, node: StoryNode | None) -> str | None:
    """The paper's name as the page gives it."""
    named = page.metas("og:site_name", "application-name", "publisher")
    publisher = node.names("publisher") if node else []
    return next(iter([*named, *publisher]), None)


def read_description(page: Page, node: StoryNode | None) -> str | None:
    """The standfirst or summary the page gives of itself."""
    described = page.metas("og:description", "description", "twitter:description")
    return next(iter([*described, *filter(None, [node.text("description") if node else None])]), None)


def read_canonical(page: Page) -> str:
    """The address the page says is its own, or the one it was asked for under."""
    links: list[str] = [
        element.get("href") or ""
        for element in page.tree.iter("link")
        if (element.get("rel") or "").lower() == "canonical"
    ]
    for link in [*links, *page.metas("og:url")]:
        try:
            address = urljoin(page.url, link.strip())
            if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname:
                return address
        except ValueError:
            continue
    return page.url


def other_host(url: str, canonical: str) -> str | None:
    """The host a page names as the story's home, where that is not its own site; None otherwise."""
    try:
        own, home = urlsplit(url).hostname or "", urlsplit(canonical).hostname or ""
    except ValueError:
        return None
    if not own or not home or _site(own) == _site(home):
        return None
    return home.removeprefix("www.")


def _site(host: str) -> str:
    """The label a publisher is known by: "bbc" for www.bbc.co.uk, m.bbc.com and feeds.bbci.co.uk's sister
    alike."""
    labels = host.lower().split(".")
    suffix = 2 if len(labels) > 2 and labels[-2] in {"co", "com", "org", "gov", "ac", "net"} else 1
    return labels[-suffix - 1] if len(labels) > suffix else host
