"""How pressing a parcel is."""

from bot.flow.effects import Show
from bot.outbound.line import Priority
from bot.store import Parcel


def priority_of(parcel: Parcel) -> Priority:
    shown = [effect for effect in parcel.effects if isinstance(effect, Show)]
    if any(show.urgent for show in shown):
        return Priority.EMERGENCY
    if parcel.chat.chat < 0 and parcel.taken is None:
        return (
            Priority.CHANNEL
        )  # nobody asked; who asks in a group waits for an answer as anybody does
    return Priority.REMINDER if any(show.nudge for show in shown) else Priority.ANSWER
