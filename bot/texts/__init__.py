"""Text and locale to words.

Rule of this room: it puts into words what it is given, and decides nothing.
"""

from bot.texts.speaker import Speaker
from bot.texts.texts import Texts, message_ids

__all__ = ["Speaker", "Texts", "message_ids"]
