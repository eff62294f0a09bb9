"""Every part there is, in the order of the report. Each is a coroutine function from a size to its figures."""

from collections.abc import Awaitable, Callable

from soak import (
    clocks,
    database,
    disk,
    kills,
    limits,
    machines,
    peers,
    reminders,
    strangers,
    takeover,
    weather,
    webhooks,
)
from soak.figures import Figures, Size

Part = Callable[[Size], Awaitable[Figures]]

PARTS: dict[str, Part] = {
    "kills": kills.soak,
    "peers": peers.soak,
    "webhooks": webhooks.alone,
    "processes": webhooks.many,
    "takeover": takeover.soak,
    "reminders": reminders.soak,
    "limits": limits.soak,
    "strangers": strangers.soak,
    "weather": weather.soak,
    "disk": disk.soak,
    "database": database.soak,
    "clocks": clocks.soak,
    "machines": machines.soak,
}
