"""The commands for those who review flows."""

import json

import click

from bot.cli.saying import fail, say, the_config


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--accept-less-urgent",
    "reviewer",
    metavar="NAME",
    help="Accept that sets of answers end less urgently; the reviewer's name is printed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def diff(old: str, new: str, reviewer: str | None, *, as_json: bool) -> None:
    """Tell which sets of answers end differently in NEW than in OLD, less urgent ones first.

    Each of the two is a file; else the name of a flow; else a git revision, which stands for the file
    that the other names: `legwise diff main flows/leg-check.yaml`. REVISION:PATH names a file at a
    revision, from the top of the repository. Two revisions compare every flow in flows/ at both.

    Exit code 1 if any set of answers ends less urgently and nobody accepts it.
    """
    from bot.authoring.comparing import compared  # noqa: PLC0415
    from bot.authoring.revisions import versions  # noqa: PLC0415
    from bot.load import data_folder, flow_files  # noqa: PLC0415

    if reviewer is not None and not reviewer.strip():
        fail("--accept-less-urgent needs the reviewer's name")
    config = the_config()
    folders = [data_folder("flows"), *([config.flows] if config.flows else [])]
    ours = {path.stem: path for folder in folders for path in flow_files(folder)}
    found = compared(versions(old, new, ours), reviewer)
    if as_json:
        say(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        for line in found.lines():
            say(line)
    raise SystemExit(found.exit_code)
