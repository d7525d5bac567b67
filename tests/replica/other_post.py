"""Documents that are no inspection reports, as posts: to be archived, never searched for ratings."""

from __future__ import annotations

from html import escape

from pipelines.vocabulary import DocumentKind
from tests.replica.answer import in_london
from tests.replica.facts import OtherDocument
from tests.replica.post import CONSULTATION, GUIDANCE, PROBATION, RESEARCH, YOUTH, Post

_KINDS = {DocumentKind.GUIDANCE: GUIDANCE, DocumentKind.CONSULTATION: CONSULTATION}


def other_post(other: OtherDocument) -> Post:
    """A guidance manual, a consultation, an annual report …; guidance is listed without a date block."""
    sections = [
        (f"<h2>{escape(heading, quote=False)}</h2>" if heading else "")
        + "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)
        for heading, texts in other.sections
    ]
    published = in_london(other.published)
    return Post(
        "document",
        other.post_id,
        other.slug,
        other.title,
        published,
        published,
        "\n".join(sections),
        summary=other.summary,
        details=other.details,
        terms=(_KINDS.get(other.kind, RESEARCH), YOUTH if "youth" in other.title.casefold() else PROBATION),
        shows_date=other.kind is not DocumentKind.GUIDANCE,
    )
