"""Typed words at a question with a blank: what they fill in, what they may mean, or what is wrong with them."""

from collections.abc import Sequence
from itertools import chain

from bot.flow.blank import Blank, span
from bot.flow.hearing.dating import fill_moment
from bot.flow.hearing.filled import WHICH, Around, Doubt, Filled, Wrong
from bot.flow.hearing.lasting import fill_length, limits
from bot.flow.hearing.lengths import read_length
from bot.flow.hearing.places import kept_place
from bot.flow.hearing.tongue import EDGES, fold
from bot.flow.hearing.whereabouts import find_meant
from bot.flow.question import Question
from bot.plan.local import is_zone
from bot.plan.trips.trip import Place
from bot.text import Text, text

SAME_PLACE = text("That is the place you named before.")
NO_PLACE = text("I don't know that place. Try a larger town nearby, or an airport's three letters.")
SIMILAR = text("I don't know that place. Is it one of these?")


def fill(
    question: Question, blank: Blank, words: str, around: Around
) -> Filled | Doubt | Wrong | None:
    """Read what fills in a question; None where the words are about something else."""
    folded = fold(words).strip(EDGES)
    match blank.kind:
        case "day" | "time":
            return fill_length(blank, folded, around) or fill_moment(
                question, blank, folded, around
            )
        case "span":
            return _span(question, blank, folded, around)
        case _:
            return _place(question, blank, words.strip(EDGES), around)


def _span(question: Question, blank: Blank, folded: str, around: Around) -> Filled | Wrong | None:
    length = read_length(folded, around.tongues, bare="minute")
    if length is None:
        return None
    if not blank.allows(length):
        return Wrong(limits(blank))
    return Filled({question.id: (span(length),)})


def _place(question: Question, blank: Blank, words: str, around: Around) -> Filled | Doubt | Wrong:
    if around.atlas is None:
        return Wrong(NO_PLACE)
    found, by_name = find_meant(words, around.tongues, around.atlas)
    why = WHICH if by_name else SIMILAR
    if blank.kind == "zone":
        return _zone(question, found, why)
    kept = [one for one in map(kept_place, found) if one != around.unlike]
    if not kept:
        return Wrong(SAME_PLACE if found else NO_PLACE)
    if len(kept) == 1 and why is WHICH:
        return Filled({question.id: kept[0]})
    return Doubt(tuple(chain.from_iterable(kept)), why)


def _zone(question: Question, found: Sequence[Place], why: Text) -> Filled | Doubt | Wrong:
    """The zone of a place, under the place's own name; of several, those that tell their zones apart."""
    zones: dict[str, Place] = {}
    for place in found:
        if is_zone(place.zone):
            zones.setdefault(place.zone, place)
    if not zones:
        return Wrong(NO_PLACE)
    if len(zones) == 1 and why is WHICH:
        ((zone, place),) = zones.items()
        return Filled({question.id: (zone, place.name)})
    return Doubt(tuple(chain.from_iterable(map(kept_place, zones.values()))), why)
