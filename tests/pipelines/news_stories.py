"""The stories of news_stories.yml, by name, as (headline, text)."""

from __future__ import annotations

from pathlib import Path

import yaml

_STORIES = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
RELEVANT: dict[str, tuple[str, str]] = {
    name: (story["headline"], story["text"]) for name, story in _STORIES["relevant"].items()
}
IRRELEVANT: dict[str, tuple[str, str]] = {
    name: (story["headline"], story["text"]) for name, story in _STORIES["irrelevant"].items()
}
