"""Finds a chat that shows something, or that none does."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from bot.flow.condition import All, Any, Chosen, Condition, Given, Not, Values
from bot.flow.decide import decide
from bot.flow.model import Flow
from bot.flow.proof.chats import Chats
from bot.flow.proof.sights import Sight
from bot.flow.proof.ways import Ways
from bot.flow.question import Question
from bot.flow.walk import walk


def unseen(flow: Flow, wanted: Iterable[Sight]) -> Iterator[Sight]:
    """The sights that no chat shows.

    Likely chats are tried first: only where none of them shows it, every one that can be told apart.
    """
    left = list(wanted)
    chats: dict[str, Given] = {}  # one that ends so
    while left:
        sight = left[0]
        shown = _likely_chat(flow, sight, chats.values()) or chat_that_shows(flow, sight)
        if shown is None:
            yield left.pop(0)
            continue
        ending = decide(flow, shown).ending.id
        chats[ending] = shown
        left = [sight for sight in left if not sight.shown(shown, ending)]


def chat_that_shows(flow: Flow, sight: Sight) -> Given | None:
    """The answers of a chat that shows it; None: no chat does."""
    way = Ways(Chats(flow, sight.when, sight.endings)).some_to(sight.endings)
    return None if way is None else dict(way)


def _likely_chat(flow: Flow, sight: Sight, chats: Iterable[Given]) -> Given | None:
    """A chat that shows it, among those that answer what it needs, and else as other chats did."""
    needed = _likely(flow, sight.when)
    for others in ({}, *chats):
        given = walk(flow, {**_plainly(flow), **others, **needed}).given
        if sight.shown(given, decide(flow, given).ending.id):
            return given
    return None


def _plainly(flow: Flow) -> dict[str, Values]:
    return {question.id: question.plainly for question in flow.questions.values()}


def _likely(flow: Flow, when: Condition) -> dict[str, Values]:
    """Answers that may well make a condition hold, and bring its questions about; a guess."""
    named: dict[str, set[str]] = {}
    todo = [when]
    for condition in todo:
        for question, values in _making(flow, condition):
            if question not in named:
                named[question] = set()
                todo.append(flow.questions[question].when)
            if flow.questions[question].many or not named[question]:
                named[question].update(values)
    return {q: _possible(flow.questions[q], among) for q, among in named.items() if among}


def _possible(question: Question, among: AbstractSet[str]) -> Values:
    """An answer of these options: one, unless several may stand together."""
    values = tuple(option for option in question.options if option in among)
    beside = tuple(value for value in values if question.many and not question.options[value].alone)
    return beside or values[:1] or question.plainly


def _making(flow: Flow, when: Condition) -> Iterator[tuple[str, Values]]:
    match when:
        case Chosen(question):
            yield question, _fulfilling(flow.questions[question], when)
        case All(parts):
            for part in parts:
                yield from _making(flow, part)
        case Any((first, *_)):
            yield from _making(flow, first)
        case Not(Chosen(question, values, "any", 1)):
            asked = flow.questions[question]
            yield question, _fulfilling(asked, Chosen(question, values, "none"))
        case _:
            return


def _fulfilling(question: Question, chosen: Chosen) -> Values:
    match chosen.how:
        case "any":
            values = [option for option in question.options if option in chosen.values]
            return tuple(values[: chosen.count])
        case "all":
            return tuple(option for option in question.options if option in chosen.values)
        case "only":
            return next((option,) for option in question.options if option in chosen.values)
        case "none":
            others = [option for option in question.options if option not in chosen.values]
            plain = question.plainly
            return tuple(others[:1]) if chosen.values.intersection(plain) else plain
