"""Lines on stderr for whoever runs the bot. None of them holds a secret, nor anything about a person.

Nobody's words can slip in by way of an error: of an exception its type and its place are told, not its
message. The libraries in SILENT log addresses, which hold the token, what was sent, or what is told already.
"""

import logging
import sys
import traceback
from typing import TextIO
from urllib.parse import urlsplit

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from bot.config import Config

SILENT = ("aiohttp", "aiosqlite", "asyncpg", "httpcore", "httpx", "telegram")
LATEST_FRAMES = 12


def set_up(config: Config, to: TextIO | None = None) -> None:
    """Log as the settings say, ours and the libraries' lines alike. Without `to`, to stderr."""
    stream = to or sys.stderr
    level = logging.getLevelNamesMapping()[config.log.upper()]
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [tell_place, _renderer(config, stream), _blotter(config)]
    structlog.configure(
        processors=[*first, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=first,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("bot").setLevel(level)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def tell_place(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put an exception's type and the way to it in the place of the exception."""
    error = _exception(event.pop("exc_info", None))
    if error is not None:
        event["error"] = type(error).__name__
        event["at"] = " > ".join(_places(error)[-LATEST_FRAMES:])
    return event


def in_short(error: BaseException) -> str:
    """An exception's type and the place it comes from, without its message."""
    return " at ".join([type(error).__name__, *_places(error)[-1:]])


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames]


def _exception(given: ExcInfo | BaseException | bool | None) -> BaseException | None:
    match given:
        case BaseException():
            return given
        case (_, BaseException() as error, _):
            return error
        case True:
            return sys.exception()
        case _:
            return None


def _short(path: str) -> str:
    """The last two parts of a path: a home folder's name is a person's."""
    return "/".join(path.replace("\\", "/").split("/")[-2:])


def _renderer(config: Config, stream: TextIO) -> Processor:
    if config.log_format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0, pad_level=False)


def _blotter(config: Config) -> Processor:
    """Make the last look at a line: should a secret be in it after all, it is blotted out."""
    token = config.token or ""
    password = urlsplit(config.api_url).password
    secrets = [token, token.partition(":")[2], *config.keys, config.webhook_secret, password]
    longest_first = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def blot(_logger: WrappedLogger, _method: str, line: object) -> str:
        blotted = str(line)
        for secret in longest_first:
            blotted = blotted.replace(secret, "***")
        return blotted

    return blot
