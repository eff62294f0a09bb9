"""How much is measured, by options on the command line."""

import argparse
from collections.abc import Collection
from functools import partial


def sizes(
    part: str, about: str | None, may_be_none: Collection[str] = (), **usual: int
) -> dict[str, int]:
    """Read an option for each size, such as `--chats 40`.

    Args:
        part: The module's name, for its help.
        about: What it measures, for its help.
        may_be_none: The sizes that 0 leaves out; the others are 1 or more.
        usual: The sizes where none is given.
    """
    reader = argparse.ArgumentParser(prog=f"python -m bench.{part}", description=about)
    for name, size in usual.items():
        least = 0 if name in may_be_none else 1
        told = f"usually {size:,}" + ("; 0 leaves these out" if not least else "")
        reader.add_argument(f"--{name}", type=partial(_number, least), default=size, help=told)
    return vars(reader.parse_args())


def _number(least: int, words: str) -> int:
    number = int(words)
    if number < least:
        raise argparse.ArgumentTypeError(f"must be {least} or more")
    return number
