"""What the leg check promises holds; and each promise is seen to fail without what it rests on."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.files import data_folder
from bot.flow.condition import ALWAYS, All, Any, Chosen, Condition, Not, questions_in
from bot.flow.decide import decide
from bot.flow.ending import Ending
from bot.flow.model import Claim, Flow
from bot.flow.proof.prove import Prover
from bot.flow.proof.taps import taps
from bot.flow.proof.wording import claim_text
from bot.flow.read import read_flow
from bot.flow.truth import holds
from tests.flow.small_flows import question, rule

PATH = data_folder("flows") / "leg-check.yaml"
FLOW = read_flow(Path(PATH).read_text(encoding="utf-8"), PATH.name)


@dataclass(frozen=True)
class Resting:
    """A claim, and what it rests on: without that it must fail.

    Self-care is guarded twice: by rules, and by what its own entries ask for. There both are taken away:
    the rules, and from the entries every condition on the question `loosened`.
    """

    claim: str  # how the claim begins, in words
    rules: tuple[str, ...] = ()  # how the reasons of the rules begin
    loosened: str = ""


TABLE = (
    Resting("rising", ("If you can't be sure that none of these",)),
    Resting("rising", ("Pain that eases when the leg hangs down",)),
    *(
        Resting("always emergency when red_flags: blue_swollen_leg or", (because,))
        for because in (
            "These can be signs of a clot that has travelled",
            "If you can't be sure that none of these",
            "A cold or pale limb",
            "A swollen limb that turns blue",
            "Numbness between the legs",
            "Confusion together",
            "Dark urine",
            "A stiff jaw",
        )
    ),
    Resting("always emergency when skin: cold", ("A cold or pale limb",)),
    Resting("always emergency when skin: blue_purple", ("A swollen limb that turns blue",)),
    Resting("always emergency when red_flags: limb_numb", ("New numbness together with pain",)),
    Resting("always emergency when red_flags: limb_weak and severe", ("Severe pain in a limb",)),
    Resting("never self_care when not red_flags", ("Numbness, even if it is old",), "red_flags"),
    Resting("never self_care when swelling", (), "swelling"),
    Resting(
        "never see_clinician_soon when swelling: one_leg, and swelling_extent",
        ("New swelling of one leg",),
    ),
    Resting("never see_clinician_soon when swelling: not_sure", ("New swelling of one leg",)),
    Resting("never see_clinician_soon when swelling: not_sure", ("A swollen arm",)),
    Resting("never see_clinician_soon when skin: black_blister", ("Skin that is warm",)),
    Resting("never self_care when not skin", ("A cramp leaves no mark",), "skin"),
    Resting("never self_care when duration_class: 1_to_14", (), "duration_class"),
    Resting(
        "never self_care when duration_class: 10min_to_24h, and", (), "after_cramp_tender_fading"
    ),
    Resting("never self_care when side", (), "side"),
    Resting("never see_clinician_soon when side", ("Pain on one side that lasts",)),
    Resting("never self_care when movement", (), "movement"),
    Resting("never self_care when risk: active_cancer", ("This makes a clot likelier",), "risk"),
    Resting("never self_care when risk: arterial", ("These medicines can cause",), "risk"),
    Resting("never self_care when about", ("With a diagnosed clot",), "about"),
    Resting("never see_clinician_soon when new_symptoms", ("Anything new or worse",)),
    Resting("never self_care when frequency", ("Cramps that come often",), "frequency"),
    Resting("always emergency when red_flags: new_cough", ("A new cough in someone",)),
    Resting("never see_clinician_soon when swelling: one_leg, and (", ("New swelling of one leg",)),
    Resting("never see_clinician_soon when duration_class: 10min", ("A cramp lets go within",)),
    Resting("never see_clinician_soon when duration_class: 1_to", ("Pain on one side that lasts",)),
    Resting("never self_care when duration_class: 10min_to_24h or 1_to", (), "risk"),
    Resting("never see_clinician_soon when swelling: both_legs", ("Both legs newly swollen",)),
    Resting("never see_clinician_soon when skin: hard_tender_vein", ("A hard, sore vein",)),
    *(
        Resting("never see_clinician_soon when movement", (because,))
        for because in ("Pain that eases when the leg hangs down", "A leg that cannot carry")
    ),
    *(
        Resting("never see_clinician_soon when red_flags: fever or", (because,))
        for because in (
            "New weakness",
            "Severe pain that stays",
            "Fever, shiv",
            "A new cough together",
        )
    ),
    Resting("never see_clinician_soon when red_flags: limb_numb", ("New numbness of a limb",)),
    Resting("never self_care when risk: at least", ("Each of these makes a clot",)),
    Resting("at most 2 taps to emergency", ("Numbness between the legs",)),
)
LONGER = "at most 8 taps to self_care"  # it rests on what is not asked


def claimed(beginning: str) -> Claim:
    (claim,) = (each for each in FLOW.claims if claim_text(each).startswith(beginning))
    return claim


def without(flow: Flow, reasons: tuple[str, ...]) -> Flow:
    """The flow without the rules whose reasons begin so; each must be one of them."""
    for reason in reasons:
        assert len([rule for rule in flow.rules if rule.because.startswith(reason)]) == 1, reason
    return replace(
        flow, rules=tuple(rule for rule in flow.rules if not rule.because.startswith(reasons))
    )


def loosened(flow: Flow, question: str) -> Flow:
    """The flow whose calm entries ask nothing of one question."""

    def loose(ending: Ending) -> Ending:
        entries = (replace(each, when=_less(each.when, question)) for each in ending.only_when)
        return replace(ending, only_when=tuple(entries))

    return replace(flow, endings={name: loose(ending) for name, ending in flow.endings.items()})


def _less(condition: Condition, question: str) -> Condition:
    match condition:
        case All(parts):
            return All(tuple(_less(part, question) for part in parts))
        case Any(parts):
            return Any(tuple(_less(part, question) for part in parts))
        case Chosen() | Not():
            return ALWAYS if question in questions_in(condition) else condition


def test_every_claim_holds() -> None:
    prover = Prover(FLOW)
    broken = [claim_text(proof.claim) for proof in prover.prove() if not proof.holds]
    assert broken == []
    assert prover.answer_sets() > 1000


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.claim} -{row.rules}{row.loosened}")
def test_a_claim_fails_without_what_it_rests_on(row: Resting) -> None:
    weaker = without(FLOW, row.rules)
    if row.loosened:
        weaker = loosened(weaker, row.loosened)
    claim = claimed(row.claim)
    proof = Prover(weaker).try_(claim)
    assert proof.broken_by is not None
    given = dict(proof.broken_by)
    ending = decide(weaker, given).ending
    if claim.kind == "at most":
        assert ending.id != claim.ending or len(taps(weaker, given)) > claim.taps
    elif proof.instead is not None:
        assert ending.urgency < decide(weaker, dict(proof.instead)).ending.urgency
    else:
        assert holds(claim.when, given)
        assert (ending.id == claim.ending) == (claim.kind == "never")


def test_a_textbook_cramp_takes_too_long_with_one_question_more() -> None:
    mood = question("mood", "ab")
    more = replace(
        FLOW,
        questions={**FLOW.questions, "mood": mood},
        rules=(*FLOW.rules, rule("see_clinician_soon", Chosen("mood", frozenset("b")))),
    )
    proof = Prover(more).try_(claimed(LONGER))
    assert proof.broken_by is not None


def test_every_claim_is_seen_to_fail() -> None:
    seen = (LONGER, *(row.claim for row in TABLE))
    assert {claim_text(claimed(claim)) for claim in seen} == set(map(claim_text, FLOW.claims))
