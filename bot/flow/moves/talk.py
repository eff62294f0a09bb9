"""What people type: danger first, then an answer, then a wish; and a kind word where nothing was understood."""

from bot.flow.cards.question import TICKED
from bot.flow.effects import Button
from bot.flow.hearing.country import find_country
from bot.flow.hearing.cry import mentions_help
from bot.flow.hearing.danger import heard
from bot.flow.hearing.tongue import fold
from bot.flow.hearing.typed import Picked, names_option, understand, wish
from bot.flow.moves.answers import answer, answered_at_once, back, done, nothing_ticked
from bot.flow.moves.asked_back import ask_back, with_number
from bot.flow.moves.blanks import fill_in, place_at
from bot.flow.moves.cries import cried, show_help
from bot.flow.moves.delays import told_delay
from bot.flow.moves.desk import STAYS, Desk
from bot.flow.moves.drafting import draft_typed
from bot.flow.moves.glasses import drank
from bot.flow.moves.one_reminder import told_when
from bot.flow.moves.runs import alarm, cancel, start_again
from bot.flow.moves.taps import tapped
from bot.flow.moves.whose_clock import clock_located, clock_typed, told_where
from bot.flow.moves.wishes import wished
from bot.flow.question import Question
from bot.text import Block, text

NOT_UNDERSTOOD = text("I didn't understand that. Tap an answer, or type its words or its number.")

UNKNOWN_COUNTRY = text("I don't know that country. Try another spelling, or call 112.")

UNFILLED = text("I didn't understand that. Please type it another way, or tap a button.")


def said(desk: Desk, words: str) -> None:
    """Answer typed words."""
    desk.typed = True
    question = desk.asking()
    named = question is not None and names_option(question, words)  # it may be called "a stroke"
    if not named and (_alarmed(desk, words) or cried(desk, question, words)):
        return
    if (button := _button(desk, words)) is not None:
        tapped(desk, desk.state.card, button)
    elif desk.state.view in {"draft", "clock"} and wish(words, desk.library.tongues) == "cancel":
        tapped(desk, desk.state.card, "close" if desk.state.view == "draft" else "back")
    elif desk.state.asks_clock:
        clock_typed(desk, words)
    elif desk.state.view == "draft":
        draft_typed(desk, words)
    elif desk.in_emergency():
        _in_emergency(desk, words)
    elif question is not None:
        _answer(desk, question, words)
    elif not (told_when(desk, words) or told_where(desk, words) or told_delay(desk, words)):
        wished(desk, words)


def overheard(desk: Desk, words: str) -> None:
    """Listen to words that answer nothing, such as an edited message, for danger only."""
    _alarmed(desk, words)


def wordless(desk: Desk, caption: str) -> None:
    """A picture, a voice message, a sticker: kind, and back to the point."""
    if _alarmed(desk, caption):
        return
    if desk.in_emergency():
        desk.retire()
        desk.put("result", text("I can't see or hear that. Call now."))
        return
    words = text("I can only read text and taps. If it's about a sign of danger, please write it.")
    if desk.run is not None and desk.state.view:
        desk.again(words)
    else:
        desk.say((Block("plain", words),))


def located(desk: Desk, latitude: float, longitude: float) -> None:
    """A shared location: the answer to where, and to whose clock; else a picture like any other."""
    desk.typed = True
    question = desk.asking()
    if question is None:
        taken = clock_located(desk, latitude, longitude)
    else:
        taken = place_at(desk, question, latitude, longitude)
    if not taken:
        wordless(desk, "")


def _alarmed(desk: Desk, words: str) -> bool:
    under_way = desk.flow
    others = (flow for flow in desk.library.flows.values() if flow is not under_way)
    for flow in (under_way, *others):
        if found := heard(flow, words, desk.library.tongues):
            alarm(desk, flow, found)
            return True
    return False


def _button(desk: Desk, words: str) -> str | None:
    """The choice of the live card's button with just these words on it, in any language."""
    if not desk.state.view or desk.asking() is not None:
        return None
    folded = fold(words).strip(" .!?")
    for row in desk.card(desk.state.view).rows:
        for button in row:
            if button.data and folded in _spoken(desk, button):
                return button.data
    return None


def _spoken(desk: Desk, button: Button) -> set[str]:
    return {fold(said).strip(" .!?") for said in desk.library.spoken(button.label.english)}


def _in_emergency(desk: Desk, words: str) -> None:
    """Only "start again" leads elsewhere; a country's name brings its number; all else the same card."""
    if wish(words, desk.library.tongues) == "again":
        start_again(desk)
        return
    country = find_country(words, desk.library.countries)
    asked = desk.state.view == "where"
    desk.retire()
    if country is not None:
        desk.change_run(country=country)
        desk.put("result")
    else:
        desk.put("result", UNKNOWN_COUNTRY if asked else STAYS)


def _answer(desk: Desk, question: Question, words: str) -> None:
    if fill_in(desk, question, words) or ask_back(desk, question, words):
        return
    meant = understand(question, with_number(desk, words), desk.library.tongues)
    match meant:
        case Picked(values, whole):
            _picked(desk, question, values, whole=whole)
        case "back":
            back(desk)
        case "done":
            _done(desk, question)
        case "why":
            desk.retire()
            desk.put(f"question:{question.id}", why=True)
        case "again":
            start_again(desk)
        case "cancel":
            cancel(desk)
        case _ if mentions_help(words, desk.library.tongues):
            show_help(desk, words)
        case _ if drank(desk, words):
            pass
        case _:
            desk.again(NOT_UNDERSTOOD if question.blank is None else UNFILLED)


def _done(desk: Desk, question: Question) -> None:
    """The typed word, which no notice over the chat could answer."""
    if question.many and not desk.ticked(question):
        desk.again(nothing_ticked(question))
    else:
        done(desk, question)


def _picked(desk: Desk, question: Question, values: tuple[str, ...], *, whole: bool) -> None:
    """Typed options answer at once, unless some were ticked before or some words were not understood."""
    ticked = desk.ticked(question)
    alone = any(question.options[value].alone for value in values)
    if not question.many or (whole and not ticked):
        answer(desk, question, values)
    elif alone and ticked:
        desk.again(text("You have ticked something above. Untick it first, or tap Done."))
    elif alone:
        desk.again(NOT_UNDERSTOOD)
    else:
        joined = tuple(value for value in question.options if value in {*ticked, *values})
        if not answered_at_once(desk, question, joined):
            desk.change_run(picked=joined)
            desk.again(text("Noted with {tick}. Tick more, or tap Done.", tick=TICKED.strip()))
