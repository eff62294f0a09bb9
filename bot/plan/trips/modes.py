"""What each kind of ride is called."""

from collections.abc import Mapping

from bot.plan.trips.trip import Mode
from bot.text import Text, text

MODES: Mapping[Mode, Text] = {
    "plane": text("by plane"),
    "train": text("by train"),
    "bus": text("by bus"),
    "car": text("by car"),
}
