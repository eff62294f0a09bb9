"""`python -m soak [PART …]`: break the bot for minutes on end, and report whether it kept its word."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from soak.figures import Aim, Figures, Size
from soak.parts import PARTS
from soak.report import NoPlace, heading, place_on, section, write


@click.command()
@click.argument("parts", nargs=-1, metavar="[PART]...")
@click.option(
    "--size", type=click.Choice([size.value for size in Size]), default="full", show_default=True
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A page the report is written to, between its marks.",
)
def soak(parts: Sequence[str], size: str, report: Path | None) -> None:
    """Break the bot for minutes on end. Exits with 1 where an aim was missed."""
    if unknown := [name for name in parts if name not in PARTS]:
        raise click.UsageError(f"no part is called '{unknown[0]}'; there are {', '.join(PARTS)}")
    if report is not None:
        try:
            place_on(report)
        except NoPlace as error:
            raise click.UsageError(str(error)) from None
    command = f"python -m soak {' '.join(sys.argv[1:])}".strip()
    told, passed = [heading(command)], True
    for name in parts or PARTS:
        begun = time.monotonic()
        figures = asyncio.run(_figures(name, Size(size)))
        told.append(section(figures, time.monotonic() - begun))
        click.echo(told[-1] + "\n")
        passed = passed and figures.passed
        if report is not None:  # after each, for the next one may take the machine down
            write(report, "\n\n".join(told) + "\n")
    sys.exit(0 if passed else 1)


async def _figures(name: str, size: Size) -> Figures:
    """Play one part; what stops it is its failure, and the others go on."""
    try:
        return await PARTS[name](size)
    except Exception as error:  # noqa: BLE001  a long run must not lose what the others saw
        lines = str(error).splitlines()
        told = f"{type(error).__name__}: {lines[0] if lines else ''}"
        return Figures(
            name, "It broke off.", [Aim("goes through to its end", "yes", told, met=False)]
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="legwise-soak-") as cache:
        os.environ["XDG_CACHE_HOME"] = cache  # flows are proved once for all processes
        soak(prog_name="python -m soak")
