"""The country somebody names."""

from collections.abc import Mapping

from bot.flow.hearing.tongue import fold, only_words

KNOWN_CODES = frozenset({"uk"})  # two letters that nobody types to mean anything else


def find_country(text: str, countries: Mapping[str, str]) -> str | None:
    """Find the country somebody names, alone or in a sentence: "I'm in Japan".

    Codes of two letters are passed over, for most are words as well: "no" is Norway's, "me" Montenegro's.
    """
    folded = fold(text).strip(" .,!?")
    if folded in countries and (len(folded) > 2 or folded in KNOWN_CODES):
        return countries[folded]
    said = only_words(folded)
    for size in range(min(5, len(said)), 0, -1):
        for start in range(len(said) - size + 1):
            name = " ".join(said[start : start + size])
            if len(name) > 3 and name in countries:
                return countries[name]
    return None
