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


@pytest.mark.parametrize(
    ("claim", "mistake"),
    [
        ("{when: {risk: clot}}", "a claim says one of 'always', 'never' and 'rising: true'"),
        ("{always: soon, never: soon}", "a claim says one of"),
        ("{rising: false}", "'rising' can only be true: leave the claim out"),
        ("{rising: true, when: {risk: clot}}", "'rising' is about every answer"),
        ("{always: sooon}", "'sooon' is not an ending; did you mean 'soon'?"),
        ("{never: soon, when: {risk: clott}}", "'clott' is not an option of 'risk'"),
    ],
)
def test_a_claim_that_says_nothing_sound_is_told(claim: str, mistake: str) -> None:
    (found,) = told(f"{BEFORE}claims: [{claim}]\n")
    assert mistake in found
