"""An option's words within others: "left calf" where the side is asked, "it is warm", "I take warfarin"."""

from collections.abc import Iterator, Sequence

from bot.flow.hearing.tongue import Tongue, Words, only_words, words
from bot.flow.question import Option, Question

BESIDE = 4  # other words at most: a longer sentence may be about something else
SHORTEST = 3  # letters of a phrase that is looked for within others


def contained(question: Question, folded: str, tongues: Sequence[Tongue]) -> tuple[str, ...]:
    """The options whose words stand in these, none of them denied.

    Only what is more worrying than the least is found so: nobody is calmed by a word in passing.
    """
    said = only_words(folded)
    spots = [
        (start, end, option.id)
        for option in question.options.values()
        if _worrying(question, option)
        for start, end in _spots(option, said)
    ]
    found = [spot for spot in spots if not any(_within(spot, other) for other in spots)]
    covered = {at for start, end, _ in found for at in range(start, end)}
    beside = [word for at, word in enumerate(said) if at not in covered]
    if len(beside) > BESIDE or any(word in t.negative for t in tongues for word in beside):
        return ()
    named = {option for _, _, option in found}
    return tuple(option for option in question.options if option in named)


def _worrying(question: Question, option: Option) -> bool:
    lowest = min(question.ranks.values(), default=0)
    return not option.alone and question.ranks.get(option.id, lowest) > lowest


def _spots(option: Option, said: Words) -> Iterator[tuple[int, int]]:
    for phrase in option.typed:
        meant = words(phrase)
        if len(phrase) < SHORTEST or not meant:
            continue
        for start in range(len(said) - len(meant) + 1):
            if said[start : start + len(meant)] == meant:
                yield start, start + len(meant)


def _within(spot: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Is it part of a longer phrase, as "left" of "left arm"?"""
    return other[0] <= spot[0] and spot[1] <= other[1] and other[1] - other[0] > spot[1] - spot[0]
