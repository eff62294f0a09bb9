"""An option's words with small slips in them."""

from collections.abc import Iterator, Sequence

from bot.flow.hearing.tongue import Tongue, same_word, words
from bot.flow.question import Option, Question

ALIKE = 85  # of 100: how like an option's words the typed ones must be
APART = 6  # and how much liker than any other option's


def nearly(question: Question, folded: str, tongues: Sequence[Tongue]) -> str | None:
    """The option whose words are much like these, if one alone is."""
    if len(folded) < 4 or not question.options:
        return None
    negative = {word for tongue in tongues for word in tongue.negative}
    scores = sorted(
        (
            (max(_likenesses(option, folded, negative), default=0.0), option.id)
            for option in question.options.values()
        ),
        reverse=True,
    )
    (best, meant), (second, _) = scores[0], scores[1] if len(scores) > 1 else (0.0, "")
    return meant if best >= ALIKE and best - second >= APART else None


def _likenesses(option: Option, folded: str, negative: set[str]) -> Iterator[float]:
    from rapidfuzz import fuzz  # noqa: PLC0415  see same_word

    denials = _denials(folded, negative)
    for phrase in option.typed:
        if len(phrase) >= 4 and _denials(phrase, negative) == denials:
            yield fuzz.ratio(folded, phrase)


def _denials(text: str, negative: set[str]) -> int:
    return sum(any(same_word(word, denial) for denial in negative) for word in words(text))
