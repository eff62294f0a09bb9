"""Claims as flow files write them."""

import pytest

from bot.flow.model import Chosen, Claim
from bot.flow.read import read_flow
from tests.flow.read_cases import GOOD, told

BEFORE = GOOD[: GOOD.index("claims: ")]


def test_claims_are_read_in_the_order_of_the_file() -> None:
    claims = "claims: [{rising: true}, {always: emergency, when: {risk: clot}}, {never: soon}]\n"
    assert read_flow(BEFORE + claims, "f").claims == (
        Claim("rising"),
        Claim("always", "emergency", Chosen("risk", frozenset({"clot"}))),
        Claim("never", "soon"),
    )


BAD = {
    "an unknown ending": (
        "{always: sooon}",
        ["20: 'sooon' is not an ending; did you mean 'soon'?"],
    ),
    "an ending near none": (
        "{never: zzz}",
        ["19: 'zzz' is not an ending; there are 'self_care', 'soon', 'emergency'"],
    ),
    "two kinds at once": (
        "{always: soon, never: soon}",
        ["11: a claim says one of 'always', 'never' and 'rising: true'"],
    ),
    "rising and never": (
        "{rising: true, never: soon}",
        ["11: a claim says one of 'always', 'never' and 'rising: true'"],
    ),
    "no kind": (
        "{when: {risk: clot}}",
        ["11: a claim says one of 'always', 'never' and 'rising: true'"],
    ),
    "a slip in a kind": (
        "{nevr: soon}",
        [
            "11: a claim says one of 'always', 'never' and 'rising: true'",
            (
                "12: 'nevr' is not a key of a claim (always, never, rising, when); "
                "did you mean 'never'?"
            ),
        ],
    ),
    "rising: false": (
        "{rising: false}",
        ["12: 'rising' can only be true: leave the claim out"],
    ),
    "rising that is no flag": (
        "{rising: perhaps}",
        ["20: this is true or false, not 'perhaps'"],
    ),
    "rising with a when": (
        "{rising: true, when: {risk: clot}}",
        ["26: 'rising' is about every answer: it has no 'when'"],
    ),
    "an unknown question": (
        "{never: soon, when: {rsik: clot}}",
        ["32: 'rsik' is not a question; did you mean 'risk'?"],
    ),
    "an unknown option": (
        "{never: soon, when: {risk: clott}}",
        ["38: 'clott' is not an option of 'risk'; did you mean 'clot'?"],
    ),
    "words for a claim": ("never", ["11: this should be a mapping, not 'never'"]),
}


@pytest.mark.parametrize(("claim", "mistakes"), BAD.values(), ids=BAD.keys())
def test_a_claim_that_says_nothing_sound_is_told_at_its_place(
    claim: str, mistakes: list[str]
) -> None:
    line = BEFORE.count("\n") + 1
    expected = [f"{line}:{mistake}" for mistake in mistakes]
    assert told(f"{BEFORE}claims: [{claim}]\n") == expected


def test_claims_are_a_list() -> None:
    line = BEFORE.count("\n") + 1
    assert told(f"{BEFORE}claims: {{rising: true}}\n") == [f"{line}:9: this should be a list"]
