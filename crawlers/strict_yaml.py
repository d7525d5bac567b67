"""YAML in which nothing is said twice.

YAML itself lets a repeated key win silently. Two outlets run together by a lost line break became one such
outlet, with the name of the first and the site of the second, and nothing looked wrong.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml


class _Strict(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(
                    problem=f"{key.value!r} is said twice in the entry that begins there",
                    problem_mark=node.start_mark,
                )
        return super().construct_mapping(node, deep)


def load(path: Path) -> Any:
    """What a file holds. Raises yaml.YAMLError with the line, or OSError."""
    return yaml.load(path.read_text("utf-8"), Loader=_Strict)  # noqa: S506 - a safe loader, only stricter
