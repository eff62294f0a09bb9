"""Whatever happens in a chat, it goes on: no exception, no empty message, no way out of an emergency."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.condition import Values
from bot.flow.effects import Button, Effect, Show
from bot.flow.events import (
    CalledInPublic,
    Commanded,
    Happening,
    Overheard,
    Said,
    Tapped,
    Wordless,
)
from bot.flow.moves.desk import Desk
from bot.flow.moves.followed import values_of
from bot.flow.state import State
from tests.chat import FLOW, LIBRARY, NOON, Chat, mistakes, refusals
from tests.flow.sets_of_answers import answers, urgency

unhurried = settings(deadline=None, max_examples=40)

OPTIONS = [f"o:{option}" for question in FLOW.questions.values() for option in question.options]
CHOICES = [
    *("done", "back", "why", "list", "go", "again", "where", "iso:GB", "iso:XX", "begin:leg-check"),
    *("sos", "decline", "lang:es", "lang:en", "lang:xx", "erase", "keep", "edit:swelling", "edit:", ""),
]  # fmt: skip
PHRASES = [
    *("I can't breathe", "no chest pain", "none", "1", "2", "1, 3", "none, fever", "yes", "no"),
    *("back", "done", "why", "cancel", "start again", "continue", "3 days", "since yesterday", "spain"),
    *("no puedo respirar", "hace una semana", "atrás", "one leg", "calf", "agree and start", "/", "\u200b"),
]  # fmt: skip
COMMANDS = [
    *("start", "check", "help", "cancel", "about", "privacy", "erase", "language", "nonsense", ""),
]
TEXT = st.one_of(st.sampled_from(PHRASES), st.text(max_size=30))
CHOICE = st.one_of(st.sampled_from(OPTIONS), st.sampled_from(CHOICES), st.text(max_size=12))
WHATS: st.SearchStrategy[Happening | int] = st.one_of(
    st.integers(0, 30),  # a button of the live card, by its place
    st.integers(0, 30),
    st.builds(Said, TEXT),
    st.builds(Tapped, st.integers(0, 2**53), CHOICE),
    st.builds(lambda choice: Tapped(-1, choice), CHOICE),  # of the live card
    st.builds(Commanded, st.sampled_from(COMMANDS), st.sampled_from(["", "check", "x"])),
    st.builds(Overheard, TEXT),
    st.builds(Wordless, st.one_of(st.just(""), TEXT)),
    st.builds(CalledInPublic, st.sampled_from(COMMANDS)),
)
LATER = st.sampled_from(["", "", "", "(2 hours later)", "(26 hours later)", "(9 days later)"])


def happen(chat: Chat, what: Happening | int) -> tuple[Effect, ...]:
    match what:
        case int(place):
            buttons = live_buttons(chat)
            if not buttons:
                return chat.happen(Commanded("check"))
            return chat.happen(Tapped(chat.state.card, buttons[place % len(buttons)].data))
        case Tapped(-1, choice):
            return chat.happen(Tapped(chat.state.card, choice))
        case _:
            return chat.happen(what)


def live_buttons(chat: Chat) -> list[Button]:
    if not chat.state.view:
        return []
    card = Desk(LIBRARY, chat.now, chat.state).card(chat.state.view)
    return [button for row in card.rows for button in row]


def in_emergency(chat: Chat) -> bool:
    return Desk(LIBRARY, chat.now, chat.state).in_emergency()


@unhurried
@given(st.lists(st.tuples(LATER, WHATS), max_size=14), st.sampled_from([None, "es", "xx"]))
def test_any_sequence_of_events_leaves_a_sound_chat(
    events: list[tuple[str, Happening | int]], language: str | None
) -> None:
    chat = Chat(language=language)
    for later, what in events:
        if later:
            chat.hear(later)
        latched, leaving = in_emergency(chat), _may_leave(chat, what)
        effects = happen(chat, what)
        assert not list(mistakes(chat, effects))
        if latched and not leaving:
            assert in_emergency(chat)
            cards = [e for e in effects if isinstance(e, Show) and e.card]
            assert chat.state.view != "result" or all(card.urgent for card in cards)


def _may_leave(chat: Chat, what: Happening | int) -> bool:
    """Is this the start again, or the erasing, that leads out of an emergency?"""
    match what:
        case int(place):
            buttons = live_buttons(chat)
            data = buttons[place % len(buttons)].data if buttons else ""
        case Tapped(card, choice):
            data = choice if card in {-1, chat.state.card} else ""
        case Said(words):
            return bool(words) and words.strip(" .!?").casefold() in {
                *("start again", "delete everything", "borrar todo", "empezar de nuevo")
            }
        case _:
            return False
    return data.partition(":")[0] in {"again", "erase"}


@unhurried
@given(answers(FLOW), st.data())
def test_typed_words_never_lower_the_urgency_of_a_check(
    every: dict[str, Values], data: st.DataObject
) -> None:
    """Whatever is said on the way, the same taps end at least as urgently."""
    said, silent = Chat(), Chat()
    for chat in (said, silent):
        chat.answer(())
    for _ in range(18):
        if data.draw(st.booleans()):
            words = data.draw(TEXT, "said")
            before = said.state
            said.happen(Overheard(words))
            if said.state.view != before.view:
                break
        for chat in (said, silent):
            _answer(chat, every)
    assert _urgency(said) >= _urgency(silent) or not _ended(silent)


def _answer(chat: Chat, every: dict[str, Values]) -> None:
    question = Desk(LIBRARY, chat.now, chat.state).asking()
    if question is None:
        return
    for value in every[question.id]:
        if Desk(LIBRARY, chat.now, chat.state).asking() is question:
            chat.tap(f"o:{value}")
    if chat.state.run and chat.state.run.picked:
        chat.tap("done")


def _ended(chat: Chat) -> bool:
    return Desk(LIBRARY, chat.now, chat.state).ended()


def _urgency(chat: Chat) -> int:
    run = chat.state.run
    assert run is not None
    plain = {question.id: (question.usual,) for question in FLOW.questions.values()}
    return urgency(FLOW, plain | values_of(run.answers))


@unhurried
@given(answers(FLOW), st.sampled_from([None, "GB", "JP", "XX"]))
def test_every_card_on_the_way_to_every_ending_can_be_sent(
    every: dict[str, Values], country: str | None
) -> None:
    chat = Chat()
    chat.answer(())
    while not (desk := Desk(LIBRARY, chat.now, chat.state)).ended():
        desk.put(chat.state.view, why=True)
        desk.put("review")
        desk.put("resume")
        assert not list(refusals(desk.effects))
        _answer(chat, every)
    desk.change_run(country=country)
    desk.put("result")
    desk.put("review")
    assert not list(refusals(desk.effects))
    safe = any("cannot rule out a clot" in b.text.english for b in desk.card("result").doc)
    assert safe != desk.in_emergency()


def test_every_other_card_can_be_sent() -> None:
    desk = Desk(LIBRARY, NOON, State())
    for view in ("start", "consent", "declined", "cancelled", "language", "erase", "where"):
        desk.put(view)
    assert not list(refusals(desk.effects))
