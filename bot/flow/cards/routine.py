"""A routine as it was understood, before anything is set."""

from bot.flow.cards import Card, choice
from bot.flow.cards.rhythm import said_recurrence
from bot.flow.condition import Given
from bot.flow.effects import Button
from bot.flow.ending import Ending
from bot.flow.routine import routine
from bot.flow.truth import holds
from bot.plan.trips.plan import UNREVIEWED
from bot.text import Block, Text, text


def routine_card(ending: Ending, given: Given) -> Card:
    """Lay out what would remind when; or that the day ends before it begins."""
    found = routine(given)
    line = text("{reminder}: {when}", reminder=found.words, when=said_recurrence(found.recurs))
    blocks = [Block("title", Text(ending.title)), Block("item", line)]
    blocks += [Block("plain", Text(item.say)) for item in ending.say if holds(item.when, given)]
    rows: list[tuple[Button, ...]] = []
    if found.possible:
        blocks.append(Block("plain", Text(ending.by_when)))
        rows.append((choice(text("Remind me"), "remind"),))
    else:
        blocks.append(
            Block("plain", text("That day ends before it begins. Please change one of the times."))
        )
    rows.append((choice(text("Change an answer"), "list"), choice(text("Start again"), "again")))
    return Card((*blocks, Block("note", UNREVIEWED)), tuple(rows))
