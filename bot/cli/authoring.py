"""The commands for those who write flows."""

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

import click

from bot.cli.saying import FILE, fail, say, the_config, write
from bot.cli.watching import watchable


@click.command(short_help="Play a flow in the terminal.")
@click.argument("flow", default="leg-check")
@click.option("--language", help="Such as es; English if left out.")
def chat(flow: str, language: str | None) -> None:
    """Play FLOW, a name or a file, in the terminal: options are numbered, answers typed."""
    from bot.load import library_for, load_texts  # noqa: PLC0415
    from bot.proofs import why_unproved  # noqa: PLC0415
    from bot.terminal import Terminal  # noqa: PLC0415
    from bot.text import text  # noqa: PLC0415

    texts = load_texts()
    if language is not None and texts.best(language)[:2] != language.lower()[:2]:
        fail(f"--language is '{language}': one of {', '.join(texts.languages)} is allowed")
    library = library_for(flow, the_config(), texts)
    if (wrong := why_unproved(library.main)) is not None:
        click.echo(f"Not proved: {wrong}; `legwise check` tells more.", err=True)
    hint = text("Type a number or an answer; “back”, “why”, “done” and “cancel” work too.")
    say(texts.speaker(language, hint.ids()).say(hint))
    terminal = Terminal(
        library, texts, library.main, language, lambda: datetime.now(UTC), say, _keep
    )
    with suppress(EOFError, KeyboardInterrupt):
        while not terminal.over:
            terminal.hear(input("\n> " if sys.stdin.isatty() else ""))


def _keep(name: str, data: bytes) -> str:
    """Write a file to the folder one is in, beside what is there already."""
    wanted = Path(name)
    beside = (Path(f"{wanted.stem}-{number}{wanted.suffix}") for number in count(2))
    for path in chain((wanted,), beside):
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        except OSError as error:
            return f"… nothing: {name} cannot be written ({error.strerror})"
        return str(path)
    raise AssertionError("numbers never end")


def _found(_: click.Context, __: click.Parameter, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Files and folders as they are; for the name of a flow, its file."""
    from bot.authoring.files import flow_file, our_files  # noqa: PLC0415

    ours = our_files(the_config()) if paths else {}
    return tuple(path if path.exists() else flow_file(str(path), ours) for path in paths)


@click.command(short_help="Read and prove flows, and play their cases.")
@click.argument("paths", nargs=-1, type=FILE, callback=_found)
@click.option(
    "--cases",
    multiple=True,
    type=FILE,
    help="Play the cases of this file; may be given several times.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Say what of each flow the cases reach; without --cases, those beside the flows are played.",
)
@click.option("--scorecard", type=FILE, help="Write how the cases end to this file, as a page.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@watchable
def check(
    paths: tuple[Path, ...],
    cases: tuple[Path, ...],
    *,
    coverage: bool,
    scorecard: Path | None,
    as_json: bool,
) -> None:
    """Read and prove the flows in PATHS, or all of ours; tell every mistake, and play cases.

    Each path is a file, a folder, or the name of a flow.
    """
    from bot.authoring.case_files import beside  # noqa: PLC0415
    from bot.authoring.checking import as_json as to_json  # noqa: PLC0415
    from bot.authoring.checking import check as look  # noqa: PLC0415
    from bot.authoring.scorecard import markdown  # noqa: PLC0415
    from bot.load import flow_folders, load_texts  # noqa: PLC0415

    flows = paths or flow_folders(the_config())
    cases = cases or tuple(beside(flows) if coverage or scorecard else ())
    report = look(flows, cases)
    if not paths:
        report.problems += load_texts(quietly=True).problems
    if scorecard and not report.problems:
        write(scorecard, markdown(report.flows, report.outcomes))
    if as_json:
        say(json.dumps(to_json(report, covered=coverage), ensure_ascii=False, indent=2))
        raise SystemExit(report.exit_code)
    for problem in (*report.doubts, *report.problems):
        click.echo(problem, err=True)
    for line in (*(report.covered() if coverage else ()), *report.lines()):
        say(line)
    if cases and (report.outcomes or not report.problems):
        say(report.counts())
    elif not report.problems:
        say(report.summary())
    raise SystemExit(report.exit_code)


@click.command(short_help="Begin a flow of your own, and its cases.")
@click.argument("name")
@click.option(
    "--folder", type=FILE, help="Where to; that of LEGWISE_FLOWS if left out, or else this folder."
)
def new_flow(name: str, folder: Path | None) -> None:
    """Begin a flow: NAME.yaml and cases/NAME.yaml, sound as they are, with every text yet to be written."""
    from bot.authoring.scaffold import new_flow as begin  # noqa: PLC0415
    from bot.files import shown  # noqa: PLC0415
    from bot.load import load_library, load_texts  # noqa: PLC0415

    config = the_config()
    known = load_library(config, load_texts(quietly=True)).flows
    commands = {flow.id: flow.command for flow in known.values()}
    into = folder or config.flows or Path.cwd()
    flow, cases = map(shown, begin(name, into, datetime.now(UTC).date(), commands))
    say(f"{flow} and {cases} are written. Now:")
    say(f"  play it        legwise chat {flow}")
    say(f'  write it       in {flow}; each text that says "write" is yours to fill')
    say(f"  check it       legwise check {flow} --coverage")
    say("  try the bot    LEGWISE_FLOWS names the folder; then legwise sandbox")
    say(
        "  translate it   only flows that come with the bot are: python tools/translations.py update"
    )
