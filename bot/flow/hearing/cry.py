"""A cry for help, such as "help me", "ambulance" or "911": it wants to know where help is, and answers nothing."""

from collections.abc import Collection, Mapping, Sequence

from bot.flow.hearing.country import find_country
from bot.flow.hearing.danger import LONE
from bot.flow.hearing.tongue import Tongue, Words, ends_with, fold, only_words, same_word


def cries(
    text: str,
    tongues: Sequence[Tongue],
    numbers: Collection[str],
    countries: Mapping[str, str],
) -> bool:
    """Say whether this is a cry for help and nothing else, perhaps with the country where it is needed.

    "It helps when I stretch" is none.

    Args:
        numbers: Every emergency number, as dialled.
        countries: Folded names of countries, in any language.
    """
    said = only_words(fold(text))
    calls = {phrase for tongue in tongues for phrase in tongue.help}
    calls |= {_bare(tuple(phrase.split()), tongues) for phrase in calls} - {""}
    bare = _bare(said, tongues)
    if {" ".join(said), bare} & (calls | set(numbers)):
        return True
    named = any(bare.startswith(f"{call} ") for call in calls)
    return named and find_country(bare, countries) is not None


def mentions_help(text: str, tongues: Sequence[Tongue]) -> bool:
    """Say whether a long word such as "emergency" is anywhere in it, and nothing is denied."""
    said = only_words(fold(text))
    if any(word in tongue.negative for tongue in tongues for word in said):
        return False
    calls = {phrase for tongue in tongues for phrase in tongue.help if " " not in phrase}
    long = [call for call in calls if len(call) >= LONE]
    return any(same_word(word, call) for word in said for call in long)


def _bare(said: Words, tongues: Sequence[Tongue]) -> str:
    """Without what urges, small words, and what is said twice."""
    passed = [phrase for tongue in tongues for phrase in (*tongue.urging, *tongue.small_words)]
    left: list[str] = []
    while said:
        taken = ends_with(said, passed)
        left = left if taken else [said[-1], *left]
        said = said[: -(taken or 1)]
    return " ".join(dict.fromkeys(left))
