"""What a failed call leaves open: whether Telegram may have obeyed it all the same."""

from http import HTTPStatus

import aiohttp
from msgspec import MsgspecError, Struct, json
from telegram.error import InvalidToken, NetworkError, TelegramError

_NO_CONNECTION = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)


class FailedError(NetworkError):
    """Telegram answered that it failed (5xx), so that nothing was done."""


class _Answer(Struct):
    ok: bool
    description: str = "it did not say why"


def undone(error: TelegramError) -> bool:
    """Say whether a failed call has certainly changed nothing: Telegram said so, or was never reached.

    After a lost answer nobody knows. 504 is one: somebody on the way waited for it in vain.
    """
    said_so = isinstance(error, FailedError | InvalidToken)
    return said_so or isinstance(error.__cause__, _NO_CONNECTION)


def must_not_have_failed(code: int, payload: bytes) -> None:
    """
    Raises:
        FailedError: Telegram says, in the form its answers have, that it failed.
    """
    if code < HTTPStatus.INTERNAL_SERVER_ERROR or code == HTTPStatus.GATEWAY_TIMEOUT:
        return
    try:
        answer = json.decode(payload, type=_Answer)
    except MsgspecError:
        return  # no answer of Telegram's
    if not answer.ok:
        raise FailedError(answer.description)
