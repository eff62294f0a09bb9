"""What each kind of ride is called."""

from collections.abc import Mapping

from bot.flow.text import Text, text
from bot.plan.trips.trip import Mode

MODES: Mapping[Mode, Text] = {
    "plane": text("by plane"),
    "train": text("by train"),
    "bus": text("by bus"),
    "car": text("by car"),
}
