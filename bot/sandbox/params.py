"""A call's parameters, whichever way they came: query, form, JSON or multipart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.sandbox.errors import ApiError, bad_request

LARGEST = 50 * 1024 * 1024  # bytes; what a bot may upload


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    data: bytes


class Params:
    """Named values and files of one call, read by the type a method needs."""

    def __init__(
        self, values: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> None:
        """Keep both; a value is text, or already what its JSON says."""
        self.values = dict(values)
        self.files = dict(files or {})

    def __contains__(self, name: str) -> bool:
        """Whether the caller gave a value."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """A text; empty where there is none."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number, or the default where it is missing or none."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A yes or no; missing is no."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def data(self, name: str) -> Any:
        """A JSON value; None where it is missing or empty.

        Raises:
            ApiError: It is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def things(self, name: str) -> list[Any] | None:
        """A JSON list; None where it is missing.

        Raises:
            ApiError: It is something else.
        """
        value = self.data(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: expected an Array")
        return value

    def thing(self, name: str) -> dict[str, Any] | None:
        """A JSON object; None where it is missing.

        Raises:
            ApiError: It is something else.
        """
        value = self.data(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request("object expected as " + name.replace("_", " "))
        return value


async def read_params(request: Request) -> Params:
    """Read a call as Telegram does; the body wins over the query.

    Raises:
        ApiError: The body is no JSON object, or too large.
    """
    if int(request.headers.get("content-length") or 0) > LARGEST:
        raise ApiError(413, "Request Entity Too Large")
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return Params(values | await _read_json(request))
    if not kind.startswith(("multipart/", "application/x-www-form-urlencoded")):
        # Read to the end all the same: what comes after the body is that the caller has gone.
        await request.body()
        return Params(values)
    files: dict[str, Upload] = {}
    async with request.form(max_files=50, max_part_size=LARGEST) as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                mime = value.content_type or "application/octet-stream"
                files[name] = Upload(value.filename or name, mime, await value.read())
            else:
                values[name] = value
    return Params(values, files)


async def _read_json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return body
