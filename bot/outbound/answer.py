"""What Telegram answered: the result of a call, or how it failed.

See https://core.telegram.org/bots/api#making-requests
"""

import json
from http import HTTPStatus
from typing import Any

import msgspec

from bot.outbound.errors import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    SecondPoller,
    TelegramError,
)
from bot.outbound.failure import FailedError

_UNREADABLE = msgspec.MsgspecError, UnicodeError

_MEANING: dict[int, type[TelegramError]] = {
    HTTPStatus.BAD_REQUEST: BadRequest,
    HTTPStatus.UNAUTHORIZED: InvalidToken,
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: InvalidToken,  # the token is part of the address
    HTTPStatus.CONFLICT: SecondPoller,
}


class _Parameters(msgspec.Struct, frozen=True):
    migrate_to_chat_id: int | None = None
    retry_after: float | None = None


class _Refusal(msgspec.Struct, frozen=True):
    ok: bool
    description: str = "it did not say why"
    parameters: _Parameters = _Parameters()


def result_of(code: int, body: bytes) -> Any:
    """Read an answer, by its HTTP status and its body.

    Raises:
        TelegramError: One of `bot.outbound.errors`: it is a refusal, or no answer of Telegram's.
    """
    if HTTPStatus.OK <= code < HTTPStatus.MULTIPLE_CHOICES:
        answer = _read(body)
        if not isinstance(answer, dict) or "result" not in answer:
            raise TelegramError("its answer is none of the Bot API's")
        return answer["result"]
    raise _error(code, body)


def _read(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except _UNREADABLE:
        pass
    try:
        # More is let pass here: half a character pair that somebody typed must not keep everybody's updates.
        return json.loads(body.decode("utf-8", "replace"))
    except ValueError:
        raise TelegramError("its answer is no JSON") from None


def _error(code: int, body: bytes) -> TelegramError:
    try:
        refusal = msgspec.json.decode(body, type=_Refusal)
    except _UNREADABLE:  # somebody on the way speaks
        return _MEANING.get(code, NetworkError)(f"HTTP {code}")
    asked = refusal.parameters
    if asked.migrate_to_chat_id:
        return ChatMigrated(asked.migrate_to_chat_id)
    if asked.retry_after:
        return RetryAfter(asked.retry_after)
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR and code != HTTPStatus.GATEWAY_TIMEOUT:
        return NetworkError(refusal.description) if refusal.ok else FailedError(refusal.description)
    return _MEANING.get(code, NetworkError)(refusal.description)
