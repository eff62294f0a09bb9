"""How people type, language by language: small words, numbers, lengths of time. Data in locales/*/words.yaml."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
import yaml

from bot.flow.errors import InvalidFlow, Problem

EDGES = " .,!?¡¿\"'()"  # nothing typed before or after the words that count
Words = tuple[str, ...]

# Letters and digits with inner apostrophes; a comma stands as a word of its own, for it ends a denial.
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|,")
_SENTENCE = re.compile(r"[.!?;:…\n。！？]+")
_SIGNED = re.compile(r"(?<=\d)(?=[¼½¾])")  # 2½ is not 21/2
_ACCENTS = re.compile("[\u0300-\u036f]")


class Tongue(
    msgspec.Struct,
    frozen=True,
    eq=False,  # each is itself alone, so that what is made of its words is made once
    rename=lambda name: name.replace("_", " "),
    forbid_unknown_fields=True,
):
    """The words one language is typed in. Every phrase is folded: see `fold`."""

    name: str
    back: Words
    why: Words
    done: Words
    cancel: Words
    again: Words
    go: Words
    help: Words
    urging: Words
    thanks: Words
    no: Words
    yes: Words
    unsure: Words
    denied: Words
    negative: Words
    small_words: Words
    or_: Words = msgspec.field(name="or")
    and_: Words = msgspec.field(name="and")
    numbers: Mapping[str, float]
    units: Mapping[str, Words]
    moments: Mapping[str, Words]
    filler: Words
    ongoing: Words
    beyond: Words
    leading: Words = ()
    sides: Words = ()
    # Lengths of time.
    compound: Words = ()  # between tens and ones, beside a space and a hyphen: "cuarenta y cinco"
    of: Words = ()  # between a part and its whole: "a quarter of an hour"
    # Days and times to come. A language that lacks some of these is understood in numbers.
    vague: Words = ()
    every: Words = ()
    daily: Words = ()  # around times that come every day
    between: Words = ()  # before two times, from one to the other
    until: Words = ()  # between these
    ahead: Words = ()
    from_now: Words = ()
    days: Mapping[str, Words] = {}  # how many days ahead -> how that is said
    weekdays: Mapping[str, Words] = {}  # 1 is Monday
    months: Mapping[str, Words] = {}  # 1 is January
    this: Words = ()
    next: Words = ()
    clock: Words = ()
    # Times as they are spoken. Quarters and halves are among the numbers.
    past: Words = ()  # between minutes and an hour: "ten past six"
    to: Words = ()
    with_: Words = msgspec.field(name="with", default=())  # behind an hour: "seis y diez"
    less: Words = ()
    half_of: Words = ()  # before an hour: half past it to some, half to it to others
    zero: Words = ()  # before single minutes: "seven oh five"
    sharp: Words = ()  # behind an hour, and nothing but a time
    roughly: Words = ()  # glued to the end of a time
    times: Mapping[str, Words] = {}  # 24 hours -> how that is said
    before_noon: Words = ()
    after_noon: Words = ()
    morning: Words = ()  # as before noon, but twelve is either
    evening: Words = ()  # as after noon, but twelve is either
    night: Words = ()  # from the evening to the small hours
    on: Words = ()
    # Rides: how long they take, when they arrive, how late they are, and where somebody is.
    about: Words = ()  # around a length, which may then be a little more or less
    lasts: Words = ()  # before or behind the length of a ride
    later: Mapping[
        str, Words
    ] = {}  # days after the one before; with am or pm where that is said too
    here: Words = ()  # before the place somebody is in
    by_now: Words = ()  # behind it
    late: Words = ()
    early: Words = ()
    cancelled: Words = ()
    leaves: Words = ()  # before the time a ride now leaves at
    arrives: Words = ()  # before the time it now arrives at
    riding: Words = ()  # small words around all these
    # Drinking: "2 glasses of water", "half a litre".
    vessels: Mapping[str, Words] = {}  # "glass", or a measure -> how that is said
    drinking: Words = ()  # small words around an amount, and what was drunk
    hours: int = 12  # of the clock that is written without am and pm: 24


def read_tongue(text: str, path: str) -> Tongue:
    """Read one locales/*/words.yaml.

    Args:
        text: The file's content.
        path: Its name, for messages only.

    Raises:
        InvalidFlow: With the place in the data where it is wrong.
    """
    try:
        loaded = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  it makes only words; "no" stays one
        tongue = msgspec.convert(loaded, Tongue, strict=False)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise InvalidFlow((Problem(path, 1, 1, " ".join(str(error).split())),)) from None
    return msgspec.convert(_folded(msgspec.to_builtins(tongue)), Tongue)


def _folded(value: object) -> object:
    match value:
        case dict():
            return {
                key if key in Tongue.__struct_encode_fields__ else fold(key): _folded(v)
                for key, v in value.items()
            }
        case list() | tuple():
            return [fold(word) for word in value]
        case _:
            return value


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Bring what is typed to one form: case, width, accents, apostrophes, invisible marks and spaces aside."""
    text = _SIGNED.sub(" ", text.replace("’", "'").replace("`", "'"))
    text = unicodedata.normalize("NFKD", text)
    text = _ACCENTS.sub("", text).casefold()
    kept = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zs", "Zl", "Zp"} and c != "\n" else c
        for c in text
        if unicodedata.category(c) != "Cf"
    )
    return unicodedata.normalize("NFKC", " ".join(kept.split(" "))).strip()


def words(text: str) -> Words:
    """The words of a folded text; a comma is one."""
    return tuple(_WORD.findall(text))


def only_words(text: str) -> Words:
    """The words of a folded text, without its commas."""
    return tuple(word for word in words(text) if word != ",")


def sentences(text: str) -> list[Words]:
    """The sentences of a folded text, as words."""
    return [found for part in _SENTENCE.split(text) if (found := words(part))]


@lru_cache(maxsize=16384)
def same_word(typed: str, meant: str) -> bool:
    """Say whether a typed word is this one, a small slip aside. Short words and first letters must be right."""
    if typed == meant:
        return True
    if len(meant) < 5 or not typed or typed[0] != meant[0] or typed.isdigit():
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415  3 MB that taps need not

    allowed = 1 if len(meant) < 8 else 2
    return OSA.distance(typed, meant, score_cutoff=allowed) <= allowed


def ends_with(said: Words, phrases: Iterable[str]) -> int:
    """How many words of the end of `said` make up one of the phrases; the longest counts, 0 for none."""
    return max(
        (
            n
            for p in phrases
            if (n := len(p.split())) <= len(said) and said[-n:] == tuple(p.split())
        ),
        default=0,
    )
