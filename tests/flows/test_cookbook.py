"""Documentation that shows a query or a command is run: one that fails would send a journalist away."""

from __future__ import annotations

import re

import pytest
from typer.main import get_command

from flows.cli import app
from flows.demo_view import QUERIES
from flows.publication import asking
from flows.query import ask
from tests.flows.conftest import Nights
from tests.flows.nights import REPOSITORY

COOKBOOK = (REPOSITORY / "docs" / "cookbook.md").read_text()
README = (REPOSITORY / "README.md").read_text()
RECIPES = re.findall(r"```sql\n(.*?)```", COOKBOOK, re.DOTALL)
SHOWN = re.findall(
    r'probation query "([^"]{9,})"', README + (REPOSITORY / "docs" / "operations.md").read_text()
)


@pytest.mark.parametrize("sql", RECIPES)
def test_each_recipe_answers(sql: str, nights: Nights) -> None:
    with asking(nights.last) as connection:
        assert ask(connection, sql).rows or "-- may be empty" in sql


@pytest.mark.parametrize("sql", [*SHOWN, *(sql for _, sql in QUERIES)])
def test_each_query_shown_elsewhere_runs(sql: str, nights: Nights) -> None:
    with asking(nights.last) as connection:
        assert ask(connection, sql).columns


def test_no_recipe_was_missed() -> None:
    assert len(RECIPES) == COOKBOOK.count("```sql")
    assert len(SHOWN) >= 2


def test_the_readme_names_every_command_and_no_other() -> None:
    command = get_command(app)
    known = set(getattr(command, "commands", {}))
    table = README[README.index("| command | does |") : README.index("| exit status |")]
    first_cells = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)[1:]
    named = {name for cell in first_cells for name in re.findall(r"`([a-z]+)", cell)}
    assert named == known


def test_files_that_the_docs_name_exist() -> None:
    for page in (REPOSITORY / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} names {target}"
    assert all((REPOSITORY / target).exists() for target in re.findall(r"\]\(([^)#:]+)\)", README))
