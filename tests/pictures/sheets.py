"""Sheets to draw, and what is on them."""

from bot.flow.drawings import Sheet
from bot.text import Block, Text
from bot.texts.speaker import Speaker
from tests.chat import TEXTS

ENGLISH: Speaker = TEXTS.speaker("en", ())


def sheet(*words: str, kind: str = "plain") -> Sheet:
    return Sheet(tuple(Block(kind, Text(said)) for said in words))
