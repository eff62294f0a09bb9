"""A length from now on, within other words: "in 3 days at 9 pm", "a las 9 dentro de tres días"."""

from collections.abc import Iterator, Sequence

from bot.flow.hearing.lengths import read_length
from bot.flow.hearing.tongue import Tongue

DAY = 24 * 60  # minutes
MOST = 10_000 * DAY
LONGEST = 6  # words of a length
TRIED = 3  # of the words that may begin one, so that no long sentence keeps others waiting


def read_ahead(folded: str, tongues: Sequence[Tongue]) -> tuple[int, str] | None:
    """Read the minutes from now, and the words beside them; None where nothing is told so."""
    said = folded.split()
    for start, end, begin, stop in _spots(said, tongues):
        length = read_length(" ".join(said[start:end]), tongues)
        if length is not None and length < MOST:
            return length, " ".join([*said[:begin], *said[stop:]])
    return None


def _spots(said: list[str], tongues: Sequence[Tongue]) -> Iterator[tuple[int, int, int, int]]:
    """Where a length may stand, the longest first, and where its words with "in" or "from now"."""
    before = [phrase.split() for tongue in tongues for phrase in tongue.ahead]
    for at, size in _found(said, before)[:TRIED]:
        start = at + size
        for end in range(min(start + LONGEST, len(said)), start, -1):
            yield start, end, at, end
    lasts = {phrase for tongue in tongues for phrase in tongue.lasts}
    for phrase in (phrase for tongue in tongues for phrase in tongue.from_now):
        for at, size in _found(said, [phrase.split()])[:TRIED]:
            last = at + size == len(said)
            # "Two days later at 9" may count from another day than this.
            starts = range(max(0, at - LONGEST), at) if phrase not in lasts else range(last)
            for start in starts:
                yield start, at, start, at + size


def _found(said: list[str], phrases: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Where each phrase stands, and of how many words it is; of two at one place, the longer."""
    found = {
        at: len(phrase)
        for phrase in sorted(phrases, key=len)
        for at in range(len(said) - len(phrase) + 1)
        if said[at : at + len(phrase)] == phrase
    }
    return sorted(found.items())
