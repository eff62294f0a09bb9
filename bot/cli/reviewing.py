"""The commands for those who review flows."""

import json
from pathlib import Path

import click

from bot.cli.saying import FILE, fail, say, the_config


@click.command(short_help="Tell who is told something else by a changed flow.")
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
    from bot.authoring.files import our_files  # noqa: PLC0415
    from bot.authoring.revisions import versions  # noqa: PLC0415

    if reviewer is not None and not reviewer.strip():
        fail("--accept-less-urgent needs the reviewer's name")
    found = compared(versions(old, new, our_files(the_config())), reviewer)
    if as_json:
        say(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        for line in found.lines():
            say(line)
    raise SystemExit(found.exit_code)


PICTURES = (".svg", ".mmd", ".md")


@click.command(short_help="Draw a flow as a picture.")
@click.argument("flow")
@click.option(
    "-o", "--output", type=FILE, help="A file: .svg for a picture, .mmd or .md for Mermaid text."
)
def graph(flow: str, output: Path | None) -> None:
    """Draw FLOW, a name or a file: its questions, what opens each, and the endings each can lead to.

    Without -o, Mermaid text is printed.
    """
    from bot.authoring.files import flow_file, our_files  # noqa: PLC0415
    from bot.authoring.mermaid import fenced, mermaid  # noqa: PLC0415
    from bot.authoring.svg import svg  # noqa: PLC0415
    from bot.files import read_file, shown  # noqa: PLC0415
    from bot.flow.graph import graph as laid_out  # noqa: PLC0415
    from bot.flow.read import read_flow  # noqa: PLC0415

    if output is not None and output.suffix not in PICTURES:
        fail(f"-o is '{output}': a file that ends in {', '.join(PICTURES)} is allowed")
    path = flow_file(flow, our_files(the_config()))
    drawn = laid_out(read_flow(read_file(path), shown(path)))
    if output is None:
        say(mermaid(drawn).rstrip())
        return
    written = {".svg": svg, ".mmd": mermaid, ".md": fenced}[output.suffix](drawn)
    try:
        output.write_text(written, encoding="utf-8")
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror}")
