"""All commands together."""

from typing import Annotated

import typer

from lagebild import __version__
from lagebild.cli import (
    actors,
    add,
    ask,
    cases,
    changes,
    code,
    commitments,
    compare,
    doctor,
    dyads,
    eval,
    events,
    export,
    judge,
    move,
    review,
    serve,
    show,
    timeline,
    token,
    verify,
    weigh,
    who,
)

app = typer.Typer(
    name="lagebild",
    help="German reporting on foreign policy as sourced events: who did what to whom, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"lagebild {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


for command in (
    add.add,
    code.code,
    events.events,
    show.show,
    ask.ask,
    cases.cases,
    cases.case,
    cases.dispute,
    commitments.commitments,
    compare.compare,
    timeline.timeline,
    dyads.dyads,
    changes.changes,
    weigh.weigh,
    review.queue,
    review.accept,
    review.reject,
    review.correct,
    review.add_event,
    judge.split,
    judge.merge,
    judge.undo,
    judge.judgements,
    actors.actors,
    who.who,
    who.framework,
    serve.serve,
    token.audit,
    export.export,
    verify.verify,
    move.move,
    eval.eval,
    doctor.doctor,
):
    app.command()(command)
app.add_typer(token.app, name="token")
