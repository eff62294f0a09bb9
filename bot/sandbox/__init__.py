"""A stand-in for Telegram on this computer: Bot API, people, a page in the browser.

The room's rule: it knows Telegram and nothing of Legwise. It imports no other room and no Telegram
library, contacts nothing but loopback, and depends on no bot being alive.
"""

from bot.sandbox.actions import ImpossibleError
from bot.sandbox.api import Call
from bot.sandbox.faults import broken, delay, drop_after, drop_before, flood, forbidden, hang
from bot.sandbox.groups import Group
from bot.sandbox.people import Person
from bot.sandbox.queries import Query
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.shapes import Button, File, Message
from bot.sandbox.views import ChatView, NotHeardError

__all__ = [
    "Button",
    "Call",
    "ChatView",
    "File",
    "Group",
    "ImpossibleError",
    "Message",
    "NotHeardError",
    "Person",
    "Query",
    "Sandbox",
    "broken",
    "delay",
    "drop_after",
    "drop_before",
    "flood",
    "forbidden",
    "hang",
]
