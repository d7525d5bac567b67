"""Asking a person one question after the other, by single keys."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Group
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from flows import console
from flows.decisions_file import add_decision, take_back
from flows.review_queue import Question
from pipelines.records import ReviewDecision
from pipelines.vocabulary import ReviewSubject

KEYS = "[b]y[/b] yes   [b]n[/b] no   [b]s[/b] skip   [b]u[/b] undo   [b]o[/b] open the story   [b]q[/b] quit"


def ask_all(
    questions: Sequence[Question], path: Path, by: str, read_key: Callable[[], str] | None = None
) -> int:
    """Ask until all are answered or the person leaves; returns how many were decided.

    Every answer is on disk before the next question is shown. A story that is about no inspection is not
    asked about further.
    """
    read_key = read_key or single_key
    made: list[tuple[int, ReviewDecision]] = []
    at = 0
    while at < len(questions):
        one = questions[at]
        if _is_settled(one, made):
            at += 1
            continue
        console.out.print(_view(one, at, len(questions)))
        key = read_key()
        if key in {"y", "n"}:
            decision = one.decided(is_so=key == "y", by=by)
            add_decision(path, decision)
            made.append((at, decision))
            at += 1
        elif key == "s":
            at += 1
        elif key == "u" and made:
            at, decision = made.pop()
            take_back(path, decision)
        elif key == "o":
            webbrowser.open(one.article_url)
        elif key in {"q", "", "\x03", "\x04"}:
            break
        else:
            console.out.print(f"[yellow]{escape(repr(key))} is no answer[/]: {KEYS}")
    return len(made)


def _is_settled(one: Question, made: Sequence[tuple[int, ReviewDecision]]) -> bool:
    return any(
        said.article_url == one.article_url and said.subject is ReviewSubject.RELEVANCE and not said.is_so
        for _, said in made
    )


def _view(one: Question, at: int, total: int) -> Panel:
    words = Text(f"“{one.quote}”")
    if one.body:
        words.highlight_words([word for word in one.body.split() if word[:1].isupper()], style="bold yellow")
    return Panel(
        Group(
            Text(one.headline, style="bold"),
            Text(f"{one.outlet}, {one.story_date or 'day not known'}   {one.article_url}", style="dim"),
            Text(""),
            words,
            Text(""),
            Text(one.reason),
            Text(
                f"{one.score:g} points, {one.line:g} needed; meanwhile {'yes' if one.is_proposed else 'no'}"
            ),
            Text(""),
            Text(one.asked, style="bold"),
        ),
        title=f"{at + 1} of {total}",
        subtitle=KEYS,
    )


def single_key() -> str:
    """The next key of a terminal, at once; of a pipe the first letter of the next line."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1].lower() if line else "q"
    import termios
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        return sys.stdin.read(1).lower()
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
