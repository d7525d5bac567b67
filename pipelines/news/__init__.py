"""News stories: what a page says, whether it is about an inspection, and which one."""

from pipelines.news.article import PARSER, PARSER_VERSION, extract, refusals, story_card, told_article
from pipelines.news.decisions import decide_with
from pipelines.news.linking import decide, link
from pipelines.news.raising import may_be_coverage

__all__ = [
    "PARSER",
    "PARSER_VERSION",
    "decide",
    "decide_with",
    "extract",
    "link",
    "may_be_coverage",
    "refusals",
    "story_card",
    "told_article",
]
