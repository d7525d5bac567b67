"""Bytes to a page: the encoding, and a tree to read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Page:
    """A page's tree and the URL it was asked for under."""

    tree: HtmlElement
    url: str

    def metas(self, *names: str) -> list[str]:
        """Contents of the page's own meta elements of these names, in the order of the names."""
        return [content for name in names for content in self._metas.get(name, ())]

    @cached_property
    def _metas(self) -> dict[str, list[str]]:
        """All meta elements by name; some forty names are asked for, and a page has thousands of elements."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            said = element.get("property") or element.get("name") or ""
            content = " ".join((element.get("content") or "").split())
            if content:
                found.setdefault(said.lower(), []).append(content)
        return found

    def texts(self, xpath: str) -> list[str]:
        """Whitespace-normal texts of the elements an expression finds; empty ones are left out."""
        found = self.tree.xpath(xpath)
        texts = (" ".join(e.text_content().split()) for e in found if isinstance(e, HtmlElement))
        return [text for text in texts if text]


def decode(html: bytes) -> str:
    """Decode a page.

    UTF-8 is believed before any declaration, as browsers' users have found it to be right; a page cut off
    inside a character is still UTF-8. Without this, pages that declare nothing come out as mojibake that no
    name matches.
    """
    if html[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return html.decode("utf-16", errors="replace")
    try:
        return html.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start > len(html) - 4:
            return html.decode("utf-8", errors="ignore")
    declared = _DECLARED.search(html[:4096])
    encoding = declared[1].decode("ascii") if declared else "windows-1252"
    try:
        return html.decode(encoding, errors="replace")
    except LookupError:
        return html.decode("windows-1252", errors="replace")


def parse_page(html: bytes, url: str) -> Page | None:
    """Parse a page; None where the bytes hold no element at all."""
    text = _NOT_IN_XML.sub(" ", _XML_DECLARATION.sub("", decode(html)))
    if "<" not in text:
        return None
    try:
        tree = document_fromstring(text, parser=HTMLParser(encoding="utf-8", remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return Page(tree, url)
