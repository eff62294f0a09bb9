"""A call's parameters as its request carries them.

python-telegram-bot's `Bot` looks at each of them five times, for its own objects and defaults; ours are JSON already,
and are written once. See docs/decisions/0033-below-bot.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from telegram import InputFile
from telegram.request import RequestData

_json = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with a call, as the value of one of its parameters; its name's ending says what it is."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """What a request needs of python-telegram-bot's RequestData, by the same names."""

    json_parameters: Mapping[str, str]
    multipart_data: Mapping[str, tuple[str, Any, str]]

    @property
    def contains_files(self) -> bool:
        return bool(self.multipart_data)


def form(params: Mapping[str, Any]) -> RequestData:
    """Write parameters: strings as they are, files apart, anything else as JSON."""
    written, files = dict[str, str](), dict[str, tuple[str, Any, str]]()
    for name, value in params.items():
        match value:
            case str():
                written[name] = value
            case Upload():
                files[name] = InputFile(value.data, value.name).field_tuple
            case _:
                written[name] = _json.encode(value).decode()
    # The class is final, and how one is made is the library's own matter.
    return cast("RequestData", Form(written, files))
