"""What a failed call leaves open: whether Telegram may have obeyed it all the same."""

import aiohttp

from bot.outbound.errors import InvalidToken, NetworkError, TelegramError

_NO_CONNECTION = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)


class FailedError(NetworkError):
    """Telegram answered that it failed (5xx), so that nothing was done."""


def undone(error: TelegramError) -> bool:
    """Say whether a failed call has certainly changed nothing: Telegram said so, or was never reached.

    After a lost answer nobody knows. 504 is one: somebody on the way waited for it in vain.
    """
    said_so = isinstance(error, FailedError | InvalidToken)
    return said_so or isinstance(error.__cause__, _NO_CONNECTION)
