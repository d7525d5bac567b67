"""The `probation` command."""

from __future__ import annotations

import sys
import traceback

import typer

from flows.commands import (
    ask,
    backfill,
    bodies,
    chart,
    coverage,
    diff,
    errata,
    evaluate,
    lineage,
    look,
    outlets,
    review,
    work,
)
from flows.errors import CannotStartError
from flows.exit_status import CANNOT_START, ExitStatus

app = typer.Typer(
    name="probation",
    help="The public record of how probation is inspected in England and Wales.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog="Add --debug to any command to see the trace of an error.",
)
work.add_to(app)
ask.add_to(app)
backfill.add_to(app)
diff.add_to(app)
lineage.add_to(app)
errata.add_to(app)
bodies.add_to(app)
coverage.add_to(app)
look.add_to(app)
outlets.add_to(app)
review.add_to(app)
evaluate.add_to(app)
chart.add_to(app)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its status.

    An error is one sentence on stderr; its trace is shown only with `--debug`, anywhere on the line.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    try:
        app(args=[argument for argument in given if argument != "--debug"], prog_name="probation")
    except CannotStartError as error:
        _say(str(error), debug=debug)
        raise SystemExit(CANNOT_START) from None
    except Exception as error:  # noqa: BLE001 - the last place that can turn a trace into a sentence
        from crawlers.errors import CrawlError  # brings Scrapy, which most commands do without
        from warehouse.errata import ErrataFileError

        if isinstance(error, CrawlError | ErrataFileError):
            _say(str(error), debug=debug)
            raise SystemExit(CANNOT_START) from None
        _say(
            f"A bug: {type(error).__name__}: {error}. Nothing was published; "
            "run it again with --debug for the trace.",
            debug=debug,
        )
        raise SystemExit(ExitStatus.BUG) from None


def _say(sentence: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    sys.stderr.write(" ".join(sentence.split()) + "\n")


if __name__ == "__main__":
    main()
