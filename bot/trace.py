"""One name on all log lines about one event, from the update or the alarm to the last call, in whichever process."""

from contextlib import AbstractContextManager

import structlog


def traced(trace: str | None) -> AbstractContextManager[None]:
    """Put the name on every line logged inside; none where there is none."""
    return structlog.contextvars.bound_contextvars(**({"trace": trace} if trace else {}))
