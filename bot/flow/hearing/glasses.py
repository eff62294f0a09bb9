"""What somebody says they drank, in glasses or cups: "a glass", "2 cups of tea", "half a litre", "medio litro"."""

import re
from collections.abc import Iterator, Sequence

from bot.flow.hearing.tongue import Tongue, Words, words

GLASS = 250  # ml; what six to eight glasses or cups, as 1.5 to 2 litres, come to
MEASURES = {"glass": GLASS, "millilitre": 1, "centilitre": 10, "litre": 1000}
MOST = 20  # at once
HALF = 0.5

_GLUED = re.compile(r"(\d)(?=[^\W\d_])")
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")


def read_glasses(folded: str, tongues: Sequence[Tongue]) -> int | None:
    """Read an amount, in any language, if the words are about nothing else; never less than one.

    Args:
        folded: What was typed, folded (see bot/flow/hearing/tongue.py).
    """
    for tongue in tongues:
        amount = _amount(_GLUED.sub(r"\1 ", folded), tongue)
        glasses = max(1, int(amount / GLASS + HALF)) if amount else 0
        if 0 < glasses <= MOST:
            return glasses
    return None


def _amount(text: str, tongue: Tongue) -> float | None:
    """Add up millilitres; None where a word means something else, or none is a measure."""
    total, measure, joined = 0.0, 0, False
    number: float | None = None  # said, and of nothing yet
    for word in _pieces(text, tongue):
        if word in tongue.and_:
            joined = True
            continue
        if (said := _number(word, tongue)) is not None:
            if measure and joined:  # a litre and a half
                total += said * measure if said < 1 else 0
                number = None if said < 1 else said
            elif number and joined:  # two and a half
                number += said if said < 1 else 0
            else:  # half a, a couple of
                number = said * (1 if number is None else number)
        elif (found := _measure(word, tongue)) is not None:
            measure = found
            total, number = total + (1 if number is None else number) * found, None
        elif word not in tongue.drinking:
            return None
        joined = joined and said is not None and said >= 1
    return total if measure else None


def _number(word: str, tongue: Tongue) -> float | None:
    if _NUMBER.fullmatch(word):
        return float(word.replace(",", "."))
    return tongue.numbers.get(word)


def _measure(word: str, tongue: Tongue) -> int | None:
    return next((MEASURES[name] for name, said in tongue.vessels.items() if word in said), None)


def _pieces(text: str, tongue: Tongue) -> Iterator[str]:
    """The words, those of a known phrase together, the longest phrase first."""
    said: Words = tuple(re.findall(r"\d+(?:[.,]\d+)?|[^\W_]+(?:'[^\W_]+)*", text))
    phrases = sorted((words(phrase) for phrase in tongue.drinking), key=len, reverse=True)
    while said:
        size = next((len(p) for p in phrases if p and said[: len(p)] == p), 1)
        yield " ".join(said[:size])
        said = said[size:]
