"""What the bot remembers. Rule of this room: it keeps and finds; it decides nothing.

An event's consequences are written together or not at all: the chat's new state, the effects still
to perform (a Parcel), the alarms it sets, and the update's id. A crash can therefore repeat a message once, and never
lose one.
"""

from bot.store.backlog import Aside, Backlog
from bot.store.chat_key import ChatKey
from bot.store.store import Store
from bot.store.turn import Parcel, Turn

__all__ = ["Aside", "Backlog", "ChatKey", "Parcel", "Store", "Turn"]
