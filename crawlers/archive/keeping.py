"""The wall between what a publisher's terms allow to keep and the archive.

It stands in the writer, behind every spider, command and test: whatever asks for a page, text that a policy
does not allow never reaches the disk. A spider that asks for too much is a bug that this turns into an error.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from crawlers.archive.index import Role
from crawlers.errors import CrawlError
from crawlers.local_news.feeds import MAX_DESCRIPTION
from crawlers.sources import LocalNewsSource, Policy, Source

_CARD = frozenset({"url", "title", "published", "outlet"})
_LISTING = frozenset({"outlet", "feed", "entries", "stories", "not_a_feed"})
_LONGEST = 500
"""Characters of any one field but the description: a headline, an address, a name."""
_STRICTER = (Policy.LINK_ONLY, Policy.SNIPPET, Policy.FULL_TEXT)


class MayNotBeKeptError(CrawlError):
    """Something was to be stored that its publisher's terms do not allow; nothing was written."""


def refuse_what_may_not_be_kept(
    source: Source, urls: tuple[str, ...], role: Role, payload: bytes, *, is_ours: bool
) -> None:
    """Raise MayNotBeKeptError for a payload that the policy of one of these addresses does not allow.

    `urls` are the address and those that led to it: a page reached by way of a closed site is closed.
    `is_ours` says that we made the payload ourselves, as cards are.
    """
    if not payload or not isinstance(source, LocalNewsSource):
        return
    if role is Role.ROBOTS and urlsplit(urls[0]).path == "/robots.txt":
        return
    policy = min((_policy(source, url) for url in urls), key=_STRICTER.index)
    if policy is Policy.FULL_TEXT or (is_ours and _is_within(policy, payload)):
        return
    raise MayNotBeKeptError(
        f"{urls[0]} was not stored: its publisher's terms ({policy.value}) allow no more than a card of it. "
        "Nothing was written; correct the policy in outlets.yml or the spider that asked for the page."
    )


def _policy(source: LocalNewsSource, url: str) -> Policy:
    owner = source.outlet_of(url)
    return source.policy_of_strangers if owner is None else owner.policy


def _is_within(policy: Policy, payload: bytes) -> bool:
    """Whether what we made holds no more than cards: of one story, or of those that a feed lists."""
    try:
        made = json.loads(payload)
    except ValueError:
        return False
    if not isinstance(made, dict):
        return False
    if "stories" not in made and "not_a_feed" not in made:
        return _is_card(policy, made)
    stories = made.get("stories", [])
    rest = {name: value for name, value in made.items() if name != "stories"}
    return (
        set(made) <= _LISTING
        and isinstance(stories, list)
        and all(isinstance(one, dict) and _is_card(policy, one) for one in stories)
        and all(len(str(value)) <= _LONGEST for value in rest.values())
    )


def _is_card(policy: Policy, made: dict[str, object]) -> bool:
    allowed = _CARD | ({"description"} if policy is Policy.SNIPPET else set())
    return set(made) <= allowed and all(
        len(str(value)) <= (MAX_DESCRIPTION if name == "description" else _LONGEST)
        for name, value in made.items()
    )
