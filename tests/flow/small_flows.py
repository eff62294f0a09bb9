"""Small flows at random, and every set of answers they can get."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain, combinations, product
from typing import Literal

from hypothesis import strategies as st

from bot.flow.blank import Blank
from bot.flow.condition import ALWAYS, All, Any, Chosen, Condition, Not, Values
from bot.flow.ending import Calm, Ending, Item
from bot.flow.model import Claim, Flow, Reviewed, Rule
from bot.flow.question import Option, Question

How = Literal["any", "all", "only", "none"]
HOWS: tuple[How, ...] = ("any", "any", "all", "only", "none")
KINDS: tuple[Literal["always", "never", "rising", "at most"], ...]
KINDS = ("always", "never", "rising", "rising", "at most")
URGENCIES = {"emergency": 4, "today": 3, "also_today": 3, "soon": 2, "calm": 1, "quiet": 1}
PRESSING = ("emergency", "today", "also_today", "soon")
CALM = ("calm", "quiet")
REVIEWED = Reviewed(date(2026, 1, 1), date(2027, 1, 1), "nobody")


def question(
    name: str,
    options: str,
    *,
    many: bool = False,
    when: Condition = ALWAYS,
    ranks: Mapping[str, int] | None = None,
    blank: Blank | None = None,
) -> Question:
    """A question whose options are single letters; of a many-choice one, `n` stands alone."""
    found = {o: Option(o, o.upper(), alone=many and o == "n") for o in options}
    return Question(name, f"{name}?", name, found, many, when=when, ranks=ranks or {}, blank=blank)


def rule(ending: str, when: Condition, unless: Condition | None = None) -> Rule:
    return Rule(ending, when, "because", "house", unless)


def flow(
    *questions: Question,
    rules: tuple[Rule, ...] = (),
    calm: Mapping[str, tuple[Condition, ...]] | None = None,
    claims: tuple[Claim, ...] = (),
    advice: Mapping[str, tuple[Condition, ...]] | None = None,
) -> Flow:
    """A flow of these questions; `soon` where nothing holds."""
    entries = {
        name: tuple(Calm(when, "because", "house") for when in (calm or {}).get(name, ()))
        for name in URGENCIES
    }
    lines = {
        name: tuple(
            Item(f"{name} {number}", "house", when)
            for number, when in enumerate((advice or {}).get(name, ()))
        )
        for name in URGENCIES
    }
    endings = {
        name: Ending(name, urgency, name, "by then", lines[name], (), entries[name])
        for name, urgency in URGENCIES.items()
    }
    return Flow(
        *("small", "1", "Small", "About", "small", REVIEWED, {}),
        questions={asked.id: asked for asked in questions},
        rules=rules,
        endings=endings,
        otherwise=Calm(ALWAYS, "because", "house"),
        otherwise_ending="soon",
        claims=claims,
    )


def possible(asked: Question) -> list[Values]:
    """Every answer to one question."""
    alone = [(option.id,) for option in asked.options.values() if option.alone]
    if not asked.many:
        filled = [] if asked.blank is None else [asked.blank.sample]
        return [*filled, *((option,) for option in asked.options)]
    rest = [option.id for option in asked.options.values() if not option.alone]
    some = chain.from_iterable(combinations(rest, size) for size in range(1, len(rest) + 1))
    return [*alone, *some]


def answer_sets(questions: Mapping[str, Question]) -> Iterator[dict[str, Values]]:
    """Every way to answer all questions."""
    for values in product(*map(possible, questions.values())):
        yield dict(zip(questions, values, strict=True))


@st.composite
def chosen(draw: st.DrawFn, among: Mapping[str, Question]) -> Chosen:
    asked = among[draw(st.sampled_from(sorted(among)))]
    if asked.blank is not None and draw(st.booleans()):
        return Chosen(asked.id, frozenset(), "none")  # answered
    values = draw(st.sets(st.sampled_from(sorted(asked.options)), min_size=1, max_size=3))
    how = draw(st.sampled_from(HOWS))
    count = draw(st.integers(1, 2)) if how == "any" else 1
    return Chosen(asked.id, frozenset(values), how, count)


def conditions(among: Mapping[str, Question], leaves: int = 4) -> st.SearchStrategy[Condition]:
    if not among:
        return st.sampled_from((ALWAYS, Any(())))
    return st.recursive(
        st.one_of(chosen(among), chosen(among), st.just(ALWAYS)),
        lambda parts: st.one_of(
            st.lists(parts, max_size=3).map(lambda some: All(tuple(some))),
            st.lists(parts, max_size=3).map(lambda some: Any(tuple(some))),
            parts.map(Not),
        ),
        max_leaves=leaves,
    )


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Question]:
    """Two to four questions, one of them many-choice; later ones may hang on earlier ones."""
    count = draw(st.integers(2, 4))
    many = draw(st.integers(0, count - 1))
    found: dict[str, Question] = {}
    for place in range(count):
        options = (
            "abcdn" if place == many else "abcn"[: draw(st.integers(2, 4 if count < 4 else 3))]
        )
        gate = draw(st.one_of(st.just(ALWAYS), conditions(dict(found), 2)))
        ranks = draw(
            st.one_of(st.just({}), st.fixed_dictionaries({o: st.integers(0, 2) for o in options}))
        )
        name = f"q{place}"
        blank = draw(st.none() | st.sampled_from((Blank("place"), Blank("time"))))
        if blank is None or place == many:
            found[name] = question(name, options, many=place == many, when=gate, ranks=ranks)
        else:
            found[name] = question(name, options, when=gate, blank=blank)
    return found


@st.composite
def claims(draw: st.DrawFn, among: Mapping[str, Question]) -> Claim:
    kind = draw(st.sampled_from(KINDS))
    if kind == "rising":
        return Claim("rising")
    when = draw(st.one_of(st.just(ALWAYS), conditions(among)))
    ending = draw(st.sampled_from(sorted(URGENCIES)))
    if kind == "at most":
        return Claim(kind, draw(st.sampled_from(("", ending))), when, draw(st.integers(1, 7)))
    return Claim(kind, ending, when)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """A small flow with a few claims that may hold or not."""
    among = draw(questions())
    some = conditions(among)
    rules = draw(
        st.lists(
            st.builds(rule, st.sampled_from(PRESSING), some, st.none() | some),
            max_size=4,
        )
    )
    calm = {name: tuple(draw(st.lists(some, max_size=2))) for name in CALM}
    tried = tuple(draw(st.lists(claims(among), min_size=1, max_size=3)))
    advice = {name: tuple(draw(st.lists(some, max_size=1))) for name in ("today", "soon", "calm")}
    return flow(*among.values(), rules=tuple(rules), calm=calm, claims=tried, advice=advice)
