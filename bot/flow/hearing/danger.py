"""Danger in what is typed. Words here can only add danger: nothing typed ever takes a red flag away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.flow.hearing.tongue import Tongue, Words, ends_with, fold, same_word, sentences
from bot.flow.model import Flow, Listening

GAP = 2  # other words that may stand between two words of a phrase: "my chest really hurts"
LONE = (
    9  # a phrase of one word forgives slips only from this length on: "grasping" is not "gasping"
)


def heard(flow: Flow, text: str, tongues: Iterable[Tongue]) -> dict[str, tuple[str, ...]]:
    """Find the options that typed words name, such as "I can't breathe".

    A phrase right behind a denial ("no chest pain", "no chest pain or palpitations") is passed over;
    anything less plain counts as said.

    Returns:
        Question -> its options, each once; empty where there is no danger.
    """
    small = _Small.of(tongues)
    found: dict[str, tuple[str, ...]] = {}
    for said in sentences(fold(text)):
        for listening in _named(flow.listening, said, small):
            options = found.get(listening.question, ())
            if listening.option not in options:
                found[listening.question] = (*options, listening.option)
    return found


@dataclass(frozen=True, slots=True)
class _Small:
    """The small words of every language that decide whether a phrase is denied."""

    denials: tuple[str, ...]
    negative: frozenset[str]
    fillers: tuple[str, ...]
    joining: frozenset[str]

    @classmethod
    def of(cls, tongues: Iterable[Tongue]) -> "_Small":
        tongues = tuple(tongues)
        return cls(
            tuple(phrase for tongue in tongues for phrase in tongue.denied),
            frozenset(word for tongue in tongues for word in tongue.negative),
            tuple(phrase for tongue in tongues for phrase in tongue.small_words),
            frozenset(word for tongue in tongues for word in tongue.or_),
        )


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a phrase stands in a sentence: from word `start` up to, not including, word `end`."""

    start: int
    end: int
    phrase: Words
    listening: Listening


def _named(listenings: Iterable[Listening], said: Words, small: _Small) -> Iterator[Listening]:
    spots = sorted(_spots(listenings, said), key=lambda spot: (spot.start, spot.end))
    ends: set[int] = set()  # the words behind denied phrases
    for spot in spots:
        if _denied(spot, said, ends, small):
            ends.add(spot.end)
        else:
            yield spot.listening


def _denied(spot: _Spot, said: Words, ends: set[int], small: _Small) -> bool:
    if spot.phrase[0] in small.denials:  # "no puedo respirar": the denial is the danger
        return False
    inside = set(said[spot.start : spot.end]) - set(spot.phrase)
    if not small.negative.isdisjoint(inside):
        return True  # "my leg is not cold"
    before = said[: spot.start]
    while (filler := ends_with(before, small.fillers)) > 0:
        before = before[:-filler]
    if ends_with(before, small.denials):
        return True
    between = [said[end : len(before)] for end in ends]  # "no chest pain or palpitations": neither
    return any(some and small.joining.issuperset(some) for some in between)


def _spots(listenings: Iterable[Listening], said: Words) -> Iterator[_Spot]:
    for listening in listenings:
        for phrase in listening.phrases:
            for start in range(len(said)):
                if (end := _match(phrase, said, start)) is not None:
                    yield _Spot(start, end, phrase, listening)


def _match(phrase: Words, said: Words, start: int) -> int | None:
    """Match a phrase from this word on; return the index behind its last word."""
    forgiving = len(phrase) > 1 or len(phrase[0]) >= LONE
    if not (same_word(said[start], phrase[0]) if forgiving else said[start] == phrase[0]):
        return None
    at = start + 1
    for meant in phrase[1:]:
        near = range(at, min(at + GAP + 1, len(said)))
        found = next((i for i in near if same_word(said[i], meant)), None)
        if found is None:
            return None
        at = found + 1
    return at
