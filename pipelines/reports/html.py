"""Reading a web page of the inspectorate, of this site or the old one, into a `Document`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString, Tag

from pipelines.records import PartialDate
from pipelines.reports.dates import find_date, local_day, parse_timestamp
from pipelines.reports.document import Block, BlockKind, BlockWriter, Document, Part, normal_text
from pipelines.reports.rating_words import begins_rating_row
from pipelines.vocabulary import DatePrecision, Language

# Crests and inlined styles are nine tenths of a page's bytes and none of its words; parsing them costs most
# of the time a page takes.
_WEIGHT = re.compile(r"<(svg|style|script|noscript|template)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)

_FURNITURE = (
    "header, nav, form, button, iframe, .hale-print-only, #toc, .hale-table-of-contents, "
    "#cookie-compliance-banner, "
    ".cookie-banner, .govuk-cookie-banner, .govuk-breadcrumbs, .govuk-skip-link, .hale-jump-link, "
    ".govuk-visually-hidden, [hidden], .share-links, .sharedaddy, .archive-pagination-nav, "
    "footer:not(.document-footer)"
)
_CONTENT = "div.document-content, div.flexible-post-type-content, div.entry-content, div.hale-entry-content"
_ROOTS = ("article.flexible-post-type-single", "#primary article", "article", "#primary", "main", "#content")
_SUMMARY = ".document-summary, .intro, .document-summary-text, .archive-excerpt"
_DETAIL = (
    ".flexible-post-type-details, .flexible-post-type-published-date, .flexible-post-type-terms-list, "
    "#inspection-meta, .hale-shaded-heading"
)
_TITLES = (
    "h1.document-title",
    "h1.flexible-post-type-title",
    ".hale-shaded-heading h1",
    "main h1",
    "#content h1",
    "h1",
)
_BACK_TO_TOP = re.compile(r"\s*\((?:Back to top|Yn ôl i[’']r brig)\)\s*$", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+[–|-]\s+H\w* ?M\w*(?: \w+’?'?s)? Inspectorate of Probation.*$", re.IGNORECASE)
_NOTE_MARK = re.compile(r"^\[?\(?[\divx*†‡]{1,4}\)?\]?$")
_BRACKET_NOTE = re.compile(r"(?<=[\w.,;:!?’”'\")%])\s?\[\d{1,3}\]")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
))
# fmt: on
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|ods|odt|csv)(?:$|[?#])", re.IGNORECASE)


def read_html(payload: bytes, *, url: str, sha256: str, charset: str | None = None) -> Document:
    """Turn a page into blocks, without the site's furniture, which stands between and inside the words.

    Raises nothing for odd markup: a page without any text gives a document without blocks, which the caller
    must treat as unreadable.
    """
    soup = BeautifulSoup(_WEIGHT.sub(" ", decode(payload, charset)), "lxml")
    title_tag = next((tag for css in _TITLES if (tag := soup.select_one(css)) is not None), None)
    title = _title(soup, title_tag)
    published, published_at = _published(soup)
    language = _language(soup, title)
    html = soup.find("html")
    head_links = soup.select('link[rel="alternate"][hreflang]')
    twin = next(
        (str(a.get("href")) for a in head_links if str(a.get("hreflang"))[:2] != language.value), None
    )
    body_classes = _classes(soup.body)
    root = next(
        (tag for css in _ROOTS if (tag := soup.select_one(css)) is not None), soup.body or html or soup
    )
    attachments = _attachments(root, url)
    twin = twin or _twin_link(root, url, language)
    for tag in root.select(_FURNITURE):
        tag.decompose()
    writer = BlockWriter()
    title_block = None
    if title:
        writer.add(Block(kind=BlockKind.HEADING, text=title, level=1, part=Part.DETAIL))
        title_block = writer.blocks[-1]
    for block in _Walker(root, title_tag).blocks():
        writer.add(block)
    return Document(
        sha256=sha256,
        media_type="text/html",
        url=url,
        title=title,
        blocks=tuple(writer.blocks),
        text=writer.text,
        language=language,
        published=published,
        published_at=published_at,
        attachments=attachments,
        twin_url=twin,
        title_block=title_block,
        is_news=any(
            name in body_classes for name in ("single-news", "single-press-release", "news-template-default")
        ),
        body_classes=body_classes,
    )


def decode(payload: bytes, charset: str | None = None) -> str:
    """Decode a page: the declared charset, then UTF-8, then what the page says of itself, then
    Windows-1252."""
    declared = _CHARSET.search(payload[:2048])
    candidates = (charset, "utf-8-sig", declared[1].decode("ascii", "replace") if declared else None)
    for name in filter(None, candidates):
        try:
            return payload.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return payload.decode("cp1252", "replace")


def _classes(tag: Tag | None) -> tuple[str, ...]:
    found = tag.get("class") if tag is not None else None
    return tuple(found) if isinstance(found, list) else tuple((found or "").split())


def _title(soup: BeautifulSoup, title_tag: Tag | None) -> str:
    if title_tag is not None:
        return _clean(title_tag.get_text(" "))
    meta = soup.select_one('meta[property="og:title"]')
    if meta is not None and meta.get("content"):
        return _SITE_NAME.sub("", normal_text(str(meta["content"])))
    return _SITE_NAME.sub("", normal_text(soup.title.get_text())) if soup.title else ""


def _clean(text: str) -> str:
    return _BRACKET_NOTE.sub("", _BACK_TO_TOP.sub("", normal_text(text)))


def _language(soup: BeautifulSoup, title: str) -> Language:
    """Language by the title first: Welsh reports are served with the site's `lang="en-GB"`."""
    if re.match(r"Arolygiad\b|Arolwg\b|Adroddiad\b", title):
        return Language.WELSH
    html = soup.find("html")
    declared = str(html.get("lang") or "") if isinstance(html, Tag) else ""
    return Language.WELSH if declared.lower().startswith("cy") else Language.ENGLISH


def _published(soup: BeautifulSoup) -> tuple[PartialDate | None, datetime | None]:
    for css in (
        "article time.published-date[datetime]",
        "time.published-date[datetime]",
        "article time.entry-date[datetime]",
        "article time[datetime]",
    ):
        tag = soup.select_one(css)
        if tag is not None and (moment := parse_timestamp(str(tag["datetime"]))) is not None:
            return _day(moment), moment
    meta = soup.select_one('meta[property="article:published_time"]')
    if meta is not None and (moment := parse_timestamp(str(meta.get("content") or ""))) is not None:
        return _day(moment), moment
    for term in soup.select("#inspection-meta dt"):
        if re.search(r"publi(?:cation|shed)", term.get_text(), re.IGNORECASE):
            value = term.find_next_sibling("dd")
            found = find_date(value.get_text(" ")) if value is not None else None
            if found is not None:
                return found.value, None
    for tag in soup.select("span.govuk-caption-m, .published, .entry-meta, article p, #content p")[:12]:
        stated = re.match(r"\s*Published:?\s+(?P<date>.{6,40})", normal_text(tag.get_text(" ")))
        if stated and (found := find_date(stated["date"])) is not None:
            return found.value, None
    return None, None


def _day(moment: datetime) -> PartialDate:
    return PartialDate(value=local_day(moment), precision=DatePrecision.DAY)


def _attachments(root: Tag, url: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for link in root.select("a[href]"):
        href = str(link["href"]).strip()
        in_file_block = link.find_parent(class_=("document-summary__link", "wp-block-file")) is not None
        if not href.startswith("#") and (in_file_block or _FILE.search(href)):
            found[urljoin(url, href)] = None
    return tuple(found)


def _twin_link(root: Tag, url: str, language: Language) -> str | None:
    words = ("english", "saesneg") if language is Language.WELSH else ("cymraeg", "welsh version", "in welsh")
    for link in root.select("a[href]"):
        href = str(link["href"])
        if any(word in link.get_text().casefold() for word in words) and not href.startswith("#"):
            return urljoin(url, href)
    return None


class _Walker:
    """Walks the markup once, in order, and yields a block for every run of text."""

    def __init__(self, root: Tag, title: Tag | None) -> None:
        self._root = root
        self._title = title
        self._tables = 0
        has_content = root.select_one(_CONTENT) is not None
        self._summaries = (
            {id(tag) for tag in root.select(_SUMMARY)} if has_content or root.select_one("h2") else set()
        )
        self._details = {id(tag) for tag in root.select(_DETAIL)}
        self._summaries |= {id(tag) for tag in root.select(".document-summary")}

    def blocks(self) -> Iterator[Block]:
        yield from self._walk(self._root, Part.BODY)

    def _walk(self, node: Tag, part: Part) -> Iterator[Block]:
        pending: list[str] = []
        for child in node.children:
            if isinstance(child, Comment | Doctype):
                continue
            if isinstance(child, NavigableString):
                pending.append(str(child))
            elif (
                isinstance(child, Tag)
                and child.name in _INLINE
                and not child.find(["p", "table", "ul", "ol", "h2", "h3"])
            ):
                pending.append(_text_of(child))
            elif isinstance(child, Tag) and child.name == "br":
                pending.append("\n")
            elif isinstance(child, Tag):
                yield from _paragraph("".join(pending), part)
                pending.clear()
                yield from self._tag(child, part)
        yield from _paragraph("".join(pending), part)

    def _tag(self, tag: Tag, part: Part) -> Iterator[Block]:
        if tag is self._title:
            return
        if id(tag) in self._summaries:
            part = Part.SUMMARY
        elif id(tag) in self._details:
            part = Part.DETAIL
        if tag.name in _HEADINGS:
            text = _clean(_text_of(tag))
            yield Block(kind=BlockKind.HEADING, text=text, level=_HEADINGS[tag.name], part=part)
        elif tag.name in ("p", "pre"):
            kind = BlockKind.FOOTNOTE if _is_footnote(tag) else BlockKind.PARAGRAPH
            for text in _lines(tag):
                yield Block(kind=kind, text=text, part=part, bold=_is_bold(tag, text))
        elif tag.name in ("figcaption", "caption"):
            yield Block(kind=BlockKind.CAPTION, text=_clean(_text_of(tag)), part=part)
        elif tag.name in ("ul", "ol"):
            yield from self._list(tag, part)
        elif tag.name == "table":
            yield from self._table(tag, part)
        elif tag.name == "dl":
            yield from self._definitions(tag, part)
        else:
            yield from self._walk(tag, part)

    def _list(self, tag: Tag, part: Part) -> Iterator[Block]:
        number = _integer(tag.get("start")) or 1
        for item in tag.find_all("li", recursive=False):
            number = _integer(item.get("value")) or number
            nested = item.find_all(["ul", "ol", "table"], recursive=False)
            for inner in nested:
                inner.extract()
            text = _clean(_text_of(item))
            is_note = _is_footnote(item) or str(tag.get("class") or "").find("footnote") >= 0
            yield Block(
                kind=BlockKind.FOOTNOTE if is_note else BlockKind.LIST_ITEM,
                text=text,
                number=number if tag.name == "ol" else None,
                part=part,
            )
            for inner in nested:
                yield from self._tag(inner, part)
            number += 1

    def _table(self, tag: Tag, part: Part) -> Iterator[Block]:
        self._tables += 1
        table = self._tables
        caption = tag.find("caption")
        if isinstance(caption, Tag):
            yield Block(kind=BlockKind.CAPTION, text=_clean(_text_of(caption)), part=part)
        for row in tag.find_all("tr"):
            cells = [_clean(_text_of(cell)) for cell in row.find_all(["td", "th"], recursive=False)]
            yield _row(cells, table, part)

    def _definitions(self, tag: Tag, part: Part) -> Iterator[Block]:
        self._tables += 1
        for term in tag.find_all("dt"):
            value = term.find_next_sibling("dd")
            cells = [_clean(_text_of(term))] + ([_clean(_text_of(value))] if isinstance(value, Tag) else [])
            yield _row(cells, self._tables, part)


def _row(cells: list[str], table: int, part: Part) -> Block:
    filled = tuple(cell for cell in cells if cell)
    return Block(kind=BlockKind.TABLE_ROW, text=" ".join(filled), cells=filled, table=table, part=part)


def _paragraph(raw: str, part: Part) -> Iterator[Block]:
    text = _clean(raw)
    if text and text not in "|/–-":
        yield Block(kind=BlockKind.PARAGRAPH, text=text, part=part)


def _text_of(tag: Tag) -> str:
    """Text of an element: a line break is a space, a picture is what it stands for, a note mark is
    nothing."""
    pieces: list[str] = []
    for node in tag.descendants if tag.name != "img" else (tag,):
        if isinstance(node, Comment | Doctype):
            continue
        if isinstance(node, NavigableString):
            if not _in_note_mark(node, tag):
                pieces.append(str(node))
        elif isinstance(node, Tag) and node.name == "img":
            pieces.append(f" {node.get('alt') or ''} ")
        elif isinstance(node, Tag) and node.name in ("br", "p", "div", "li", "td", "th", "tr"):
            pieces.append(" ")
    return "".join(pieces)


def _lines(tag: Tag) -> list[str]:
    """Text of a paragraph; its printed lines one by one where it is a table of ratings set as lines."""
    whole = _clean(_text_of(tag))
    if tag.find("br") is None and tag.name != "pre":
        return [whole]
    for line_break in tag.find_all("br"):
        line_break.replace_with("\n")
    lines = [text for line in _text_of(tag).split("\n") if (text := _clean(line))]
    return lines if sum(map(begins_rating_row, lines)) > 1 else [whole]


def _in_note_mark(node: NavigableString, top: Tag) -> bool:
    for parent in node.parents:
        if parent.name == "sup" or (
            parent.name == "a" and re.match(r"#_?(?:fn|ftn|footnote|note)", str(parent.get("href") or ""))
        ):
            return bool(_NOTE_MARK.match(normal_text(parent.get_text())))
        if parent is top:
            return False
    return False


def _is_footnote(tag: Tag) -> bool:
    anchor = str(tag.get("id") or "")
    return (
        bool(re.match(r"_?(?:fn|ftn|footnote)[-:]?\w", anchor))
        or tag.select_one('a[href^="#_ftnref"], a[href^="#fnref"], a[name^="_ftn"]:not([name^="_ftnref"])')
        is not None
    )


def _is_bold(tag: Tag, text: str) -> bool:
    strong = " ".join(part.get_text(" ") for part in tag.find_all(["strong", "b"]))
    return bool(text) and normal_text(strong) == text


def _integer(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else None
