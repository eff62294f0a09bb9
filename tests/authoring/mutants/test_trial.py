"""Slips that make advice less urgent are noticed, by a case, a claim or a chat."""

from dataclasses import replace

from bot.authoring.mutants.slips import Mutant, mutants
from bot.authoring.mutants.trial import Watch
from bot.files import data_folder
from bot.flow.cases import Case, Trial
from bot.flow.condition import ALWAYS, Chosen
from bot.flow.model import Claim
from bot.flow.reading.cases import read_cases
from bot.flow.rehearsal import Answers, Rehearsal
from tests.chat import LIBRARY
from tests.flow.small_flows import flow, question, rule

EVERY = 61  # a sample of the leg check's; bench/mutants.py tries them all
SMALL = flow(
    question("one", "ab"),
    question("two", "ab"),
    rules=(rule("today", Chosen("one", frozenset("a"))),),
)
DROPPED = Mutant("the rule is dropped", replace(SMALL, rules=()))
EXPECTED = {"id": "A", "flow": "small", "title": "", "expected": "today", "accepted": ("today",)}


def trials(name: str) -> tuple[Trial, ...]:
    file = data_folder("flows") / "cases" / f"{name}.yaml"
    return read_cases(file.read_text(encoding="utf-8"), file.name, LIBRARY.flows)


def case(**facts: str) -> Case:
    return Case(**EXPECTED, min_safe="today", facts={q: (v,) for q, v in facts.items()})  # type: ignore[arg-type]


def watch(*trials: Trial, claims: tuple[Claim, ...] = ()) -> Watch:
    return Watch(LIBRARY, replace(SMALL, claims=claims), trials)


def test_whoever_notices_first_is_named_and_what_nobody_does_survives() -> None:
    never = Claim("never", "soon", Chosen("one", frozenset("a")))
    mutant = replace(DROPPED, flow=replace(DROPPED.flow, claims=(never,)))
    answers = (Answers((1, 1), "one", ("a",)), Answers((1, 1), "two", ("b",)))
    chat = Rehearsal(**EXPECTED, min_safe="today", steps=answers[:1])  # type: ignore[arg-type]
    assert watch(case(one="a")).fate(DROPPED) == "case"
    assert watch(claims=(never,)).fate(mutant) == "claim"
    assert watch(chat).fate(DROPPED) == "chat"
    assert watch().fate(DROPPED) == "survives"
    other = replace(chat, flow="another")
    assert watch(other).fate(DROPPED) == "survives"


def test_a_slip_that_lowers_nothing_is_harmless() -> None:
    raised = replace(SMALL, rules=(rule("today", ALWAYS),))
    assert watch().fate(Mutant("more is urgent", raised)) == "harmless"


def test_every_slip_in_the_hiccups_is_noticed() -> None:
    before = LIBRARY.flows["hiccups"]
    over = Watch(LIBRARY, before, trials("hiccups"))
    fates = {mutant.slip: over.fate(mutant) for mutant in mutants(before)}
    assert [slip for slip, fate in fates.items() if fate == "survives"] == []
    assert "case" in fates.values()


def test_of_a_sample_of_slips_in_the_leg_check_hardly_any_goes_unnoticed() -> None:
    before = LIBRARY.flows["leg-check"]
    over = Watch(LIBRARY, before, trials("leg-check"))
    sample = list(mutants(before))[::EVERY]
    fates = {mutant.slip: over.fate(mutant) for mutant in sample}
    lowering = [slip for slip, fate in fates.items() if fate != "harmless"]
    unnoticed = [slip for slip in lowering if fates[slip] == "survives"]
    assert len(lowering) >= 10
    assert len(unnoticed) <= max(1, len(lowering) // 20), unnoticed
