"""A call's parameters as its request carries them."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

UNKNOWN = "application/octet-stream"

_json = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with a call, as the value of one of its parameters; its name's ending says what it is."""

    name: str
    data: bytes

    @property
    def kind(self) -> str:
        """Its media type."""
        return mimetypes.guess_type(self.name)[0] or UNKNOWN


@dataclass(frozen=True, slots=True)
class Form:
    """Parameters, written; files are apart."""

    fields: Mapping[str, str]
    files: Mapping[str, Upload]


def form(params: Mapping[str, Any]) -> Form:
    """Write parameters: strings as they are, anything else as JSON."""
    fields, files = dict[str, str](), dict[str, Upload]()
    for name, value in params.items():
        match value:
            case str():
                fields[name] = value
            case Upload():
                files[name] = value
            case _:
                fields[name] = _json.encode(value).decode()
    return Form(fields, files)
