"""Whose folders these are: whoever runs the bot has them where their system says."""

import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_data_path

APP = "legwise"
NOWHERE = Path(os.devnull) / APP  # can be neither made nor read


def data() -> Path:
    return _found(user_data_path)


def config() -> Path:
    return _found(user_config_path)


def cache() -> Path:
    return _found(user_cache_path)


def expanded(text: str) -> Path:
    """A path as somebody writes it: `~` is their home.

    Raises:
        ValueError: It is nobody's.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise ValueError(
            f"{Path(text).parts[0]} is nobody's home: a whole path is allowed"
        ) from None


def _found(find: Callable[..., Path]) -> Path:
    """Ask for a folder. It may not exist; where a user has no home, and none is set, it never will."""
    try:
        return find(APP, appauthor=False)
    except RuntimeError:
        return NOWHERE
