"""The WordPress REST interface of the new site: types, taxonomies, terms, documents, news and media."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from tests.replica.answer import LONDON, Answer, Request, as_json
from tests.replica.post import SITE, TAXONOMIES, TERMS, Post
from tests.replica.posts import Library
from tests.replica.texturize import texturized
from tests.replica.uploads import Upload

ROOT = "/wp-json/"
_API = f"{SITE}/wp-json/wp/v2"
_EXPOSED = (
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
    ("Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages, Link"),
    ("Allow", "GET"),
)

_TYPE_NAMES = {"document": "Documents", "news": "News"}


class _InvalidParameterError(ValueError):
    """A parameter WordPress refuses with 400 `rest_invalid_param`."""


def answer(request: Request, library: Library) -> Answer:
    """What the site answers under /wp-json/."""
    try:
        return _route(request, library)
    except _InvalidParameterError as error:
        return _error(400, "rest_invalid_param", f"Invalid parameter(s): {error}")


def _route(request: Request, library: Library) -> Answer:
    stamp = library.changed_at
    described: object
    match request.path.removeprefix(ROOT).strip("/").split("/"):
        case [""]:
            described = _index()
        case ["wp", "v2", "types"]:
            described = {kind: _type(kind) for kind in _TYPE_NAMES}
        case ["wp", "v2", "types", kind] if kind in _TYPE_NAMES:
            described = _type(kind)
        case ["wp", "v2", "taxonomies"]:
            has_any = request.query.get("type", "document") == "document"
            described = {name: _taxonomy(name) for name in TAXONOMIES if has_any}
        case ["wp", "v2", ("document_type" | "service_type") as taxonomy]:
            described = _terms(taxonomy, library)
        case ["wp", "v2", ("document" | "news") as kind]:
            return _posts(request, library, kind)
        case ["wp", "v2", ("document" | "news") as kind, number] if number.isdecimal():
            return _one_post(request, library.of_type(kind), int(number), stamp)
        case ["wp", "v2", "media"]:
            return _media(request, library)
        case _:
            return _error(404, "rest_no_route", "No route was found matching the URL and request method.")
    return as_json(described, stamp, headers=_EXPOSED)


def _error(status: int, code: str, message: str) -> Answer:
    return as_json({"code": code, "message": message, "data": {"status": status}}, None, status, _EXPOSED)


def _index() -> dict[str, object]:
    routes = ("/wp/v2/types", "/wp/v2/taxonomies", "/wp/v2/document", "/wp/v2/news", "/wp/v2/media")
    return {
        "name": "HM Inspectorate of Probation",
        "url": SITE,
        "namespaces": ["wp/v2"],
        "routes": {route: {"namespace": "wp/v2", "methods": ["GET"]} for route in routes},
    }


def _type(kind: str) -> dict[str, object]:
    return {
        "description": "",
        "hierarchical": False,
        "has_archive": False,
        "name": _TYPE_NAMES[kind],
        "slug": kind,
        "icon": None,
        "taxonomies": list(TAXONOMIES) if kind == "document" else [],
        "rest_base": kind,
        "rest_namespace": "wp/v2",
        "_links": {
            "collection": [{"href": f"{_API}/types"}],
            "wp:items": [{"href": f"{_API}/{kind}"}],
        },
    }


def _taxonomy(name: str) -> dict[str, object]:
    return {
        "name": TAXONOMIES[name],
        "slug": name,
        "description": "",
        "types": ["document"],
        "hierarchical": True,
        "rest_base": name,
        "rest_namespace": "wp/v2",
        "_links": {"wp:items": [{"href": f"{_API}/{name}"}]},
    }


def _terms(taxonomy: str, library: Library) -> list[dict[str, object]]:
    return [
        {
            "id": term.term_id,
            "count": sum(term in post.terms for post in library.documents),
            "name": texturized(term.name),
            "slug": term.slug,
            "taxonomy": taxonomy,
            "parent": 0,
        }
        for term in TERMS
        if term.taxonomy == taxonomy
    ]


def _posts(request: Request, library: Library, kind: str) -> Answer:
    query = request.query
    found = [post for post in library.of_type(kind) if _is_asked_for(post, query)]
    keys: dict[str, Callable[[Post], tuple[object, int]]] = {
        "date": lambda post: (post.published, post.post_id),
        "modified": lambda post: (post.modified, post.post_id),
        "id": lambda post: (post.post_id, 0),
        "title": lambda post: (post.title.casefold(), post.post_id),
        "slug": lambda post: (post.slug, post.post_id),
    }
    key = keys[_choice(query, "orderby", "date", tuple(keys))]
    found.sort(key=key, reverse=_choice(query, "order", "desc", ("asc", "desc")) == "desc")
    return _paged(request, [_rendered(post) for post in found], library.changed_at)


def _is_asked_for(post: Post, query: Mapping[str, str]) -> bool:
    after, before = _moment(query, "after"), _moment(query, "before")
    modified_after, modified_before = _moment(query, "modified_after"), _moment(query, "modified_before")
    slugs = query.get("slug", post.slug).split(",")
    words = query.get("search", "").casefold().split()
    return (
        post.slug in slugs
        and (after is None or post.published > after)
        and (before is None or post.published < before)
        and (modified_after is None or post.modified > modified_after)
        and (modified_before is None or post.modified < modified_before)
        and all(word in f"{post.title} {post.body}".casefold() for word in words)
        and all(
            str(term) in {str(one.term_id) for one in post.terms}
            for name in TAXONOMIES
            if (term := query.get(name)) is not None
        )
    )


def _moment(query: Mapping[str, str], name: str) -> datetime | None:
    """An ISO 8601 parameter; without a zone it is the site's local time, as WordPress takes it."""
    if name not in query:
        return None
    try:
        moment = datetime.fromisoformat(query[name])
    except ValueError:
        raise _InvalidParameterError(name) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _choice(query: Mapping[str, str], name: str, default: str, allowed: Sequence[str]) -> str:
    value = query.get(name, default)
    if value not in allowed:
        raise _InvalidParameterError(name)
    return value


def _number(query: Mapping[str, str], name: str, default: int, most: int | None = None) -> int:
    text = query.get(name, str(default))
    if not text.isdecimal() or int(text) < 1 or (most is not None and int(text) > most):
        raise _InvalidParameterError(name)
    return int(text)


def _paged(request: Request, items: list[dict[str, object]], stamp: datetime) -> Answer:
    per_page = _number(request.query, "per_page", 10, most=100)
    page = _number(request.query, "page", 1)
    pages = -(-len(items) // per_page)
    if page > max(pages, 1):
        return _error(
            400,
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        )

    def link(number: int, side: str) -> tuple[str, str]:
        parameters = [(name, value) for name, value in parse_qsl(request.query_string) if name != "page"]
        url = f"{SITE}{request.path.rstrip('/')}?{urlencode([*parameters, ('page', str(number))])}"
        return "Link", f'<{url}>; rel="{side}"'

    headers = [*_EXPOSED, ("X-WP-Total", str(len(items))), ("X-WP-TotalPages", str(pages))]
    headers += [link(page - 1, "prev")] if page > 1 else []
    headers += [link(page + 1, "next")] if page < pages else []
    shown = [_with_fields(item, request.query) for item in items[(page - 1) * per_page : page * per_page]]
    return as_json(shown, stamp, headers=tuple(headers))


def _one_post(request: Request, posts: Sequence[Post], number: int, stamp: datetime) -> Answer:
    for post in posts:
        if post.post_id == number:
            return as_json(_with_fields(_rendered(post), request.query), stamp, headers=_EXPOSED)
    return _error(404, "rest_post_invalid_id", "Invalid post ID.")


def _with_fields(item: dict[str, object], query: Mapping[str, str]) -> dict[str, object]:
    """Only what `_fields` names; `title.rendered` keeps that part of title."""
    if not (wanted := [name.strip() for name in query.get("_fields", "").split(",") if name.strip()]):
        return item
    shown: dict[str, object] = {}
    for name in wanted:
        top, _, inner = name.partition(".")
        value = item.get(top)
        if top not in item:
            continue
        if not inner:
            shown[top] = value
        elif isinstance(value, dict) and inner in value:
            kept = shown.setdefault(top, {})
            if isinstance(kept, dict):
                kept[inner] = value[inner]
    return shown


def _times(published: datetime, modified: datetime) -> dict[str, object]:
    def local(moment: datetime) -> str:
        return moment.astimezone(LONDON).replace(tzinfo=None).isoformat(timespec="seconds")

    def utc(moment: datetime) -> str:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")

    return {
        "date": local(published),
        "date_gmt": utc(published),
        "modified": local(modified),
        "modified_gmt": utc(modified),
    }


def _rendered(post: Post) -> dict[str, object]:
    """The post as REST gives it: entity-encoded title, no attached file, no table of contents."""
    kind, number = post.post_type, post.post_id
    terms = {
        taxonomy: [term.term_id for term in post.terms if term.taxonomy == taxonomy]
        for taxonomy in TAXONOMIES
        if kind == "document"
    }
    return {
        "id": number,
        **_times(post.published, post.modified),
        "guid": {"rendered": f"{SITE}/?p={number}"},
        "slug": post.slug,
        "status": "publish",
        "type": kind,
        "link": post.link,
        "title": {"rendered": texturized(post.title)},
        "content": {"rendered": post.body, "protected": False},
        "author": 3,
        "featured_media": 0,
        "template": "",
        "meta": [],
        "acf": [],
        **terms,
        "class_list": [f"post-{number}", kind, f"type-{kind}", "status-publish", "hentry"],
        "featured_image_url": "",
        "post_meta": {"summary": post.summary},
        "_links": {
            "self": [{"href": f"{_API}/{kind}/{number}"}],
            "collection": [{"href": f"{_API}/{kind}"}],
            "about": [{"href": f"{_API}/types/{kind}"}],
            "wp:attachment": [{"href": f"{_API}/media?parent={number}"}],
        },
    }


def _media(request: Request, library: Library) -> Answer:
    query = request.query
    parents = query.get("parent", "")
    found = [
        _medium(upload, post)
        for post in library
        for upload in post.uploads
        if (not parents or str(post.post_id) in parents.split(","))
        and query.get("mime_type", "application/pdf") == "application/pdf"
    ]
    return _paged(request, found, library.changed_at)


def _medium(upload: Upload, post: Post) -> dict[str, object]:
    return {
        "id": upload.media_id,
        **_times(upload.uploaded, upload.uploaded),
        "guid": {"rendered": upload.url},
        "slug": upload.path.rsplit("/", 1)[-1].removesuffix(".pdf").lower(),
        "status": "inherit",
        "type": "attachment",
        "link": f"{post.link}{upload.media_id}/",
        "title": {"rendered": texturized(upload.title)},
        "author": 3,
        "alt_text": "",
        "media_type": "file",
        "mime_type": "application/pdf",
        "media_details": {},
        "post": post.post_id,
        "source_url": upload.url,
    }
