"""One event in, one new state and a list of effects out."""

from typing import assert_never

from msgspec.structs import replace

from bot.flow.cards.lobby import public_card
from bot.flow.effects import Show
from bot.flow.events import (
    CalledInPublic,
    Commanded,
    Event,
    Located,
    Overheard,
    Rang,
    Said,
    Tapped,
    Wordless,
)
from bot.flow.library import Library
from bot.flow.moves.cancelling import forget_cancelled
from bot.flow.moves.commands import commanded
from bot.flow.moves.desk import Desk, Move
from bot.flow.moves.editions import keep_up, note_edition
from bot.flow.moves.glasses import forget_older
from bot.flow.moves.rings import rang
from bot.flow.moves.talk import located, overheard, said, wordless
from bot.flow.moves.taps import tapped
from bot.flow.moves.undoing import forget as forget_deleted
from bot.flow.state import State


def step(library: Library, state: State, event: Event) -> Move:
    """Advance one chat by one event.

    Pure: the same arguments always give the same answer, and `state` is not changed.

    Args:
        library: Checked flows, so every name in them exists.
        state: Where the chat stands; `State()` for a chat never seen.
        event: What just happened, and when.

    Returns:
        The new state, and the effects in the order they must be performed. An event that means nothing
        here gives the state as it was and no effects.
    """
    if isinstance(event.what, CalledInPublic):
        return state, _in_public(library, event.what)
    desk = Desk(
        library, event.at, replace(state, client_language=event.language or state.client_language)
    )
    keep_up(desk, state)
    match event.what:
        case Commanded(name, argument):
            commanded(desk, name, argument)
        case Said(text):
            said(desk, text)
        case Tapped(card, choice):
            tapped(desk, card, choice)
        case Overheard(text):
            overheard(desk, text)
        case Wordless(caption):
            wordless(desk, caption)
        case Rang(alarms):
            rang(desk, alarms)
        case Located(latitude, longitude):
            located(desk, latitude, longitude)
        case _:
            assert_never(event.what)
    note_edition(desk)
    forget_older(desk)
    forget_cancelled(desk)
    if (
        desk.effects
        and not isinstance(event.what, Rang)
        and desk.state.deleted_last is state.deleted_last
    ):
        forget_deleted(desk)
    return (desk.state, tuple(desk.effects)) if desk.effects else (state, ())


def _in_public(library: Library, called: CalledInPublic) -> tuple[Show, ...]:
    flow = library.flow_of_command(called.name)
    if flow is None and called.name != "start":
        return ()
    card = public_card(flow or library.main)
    return (Show(card.doc, card.keyboard(0)),)
