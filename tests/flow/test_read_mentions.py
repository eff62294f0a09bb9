"""Mistakes in what is mentioned: sources, questions, options, endings, terms."""

import pytest

from bot.flow.reading.notes import instead
from tests.flow.read_cases import SOURCES, TERMS, Change, changed, told

Cases = dict[str, tuple[list[Change], list[str]]]

MENTIONS: Cases = {
    "an unknown source of a question": (
        [("source: nhs\n    columns", "source: nhss\n    columns")],
        ["37:13: 'nhss' is not a source; did you mean 'nhs'?"],
    ),
    "an unknown source of advice": (
        [("{say: Stretch., source: house", "{say: Stretch., source: zzz")],
        ["78:35: 'zzz' is not a source; there are 'nhs', 'house'"],
    ),
    "an unknown question": (
        [("when: {swelling: none, risk: none}", "when: {sweling: none, risk: none}")],
        ["81:16: 'sweling' is not a question; did you mean 'swelling'?"],
    ),
    "an unknown question near none": (
        [("when: {swelling: none, risk: none}", "when: {zzzz: none, risk: none}")],
        [("81:16: 'zzzz' is not a question; there are 'risk', 'swelling', 'is', 'any', 'not'")],
    ),
    "an unknown option": (
        [("{any of: [one_leg, not_sure]}", "{any of: [one_lge, not_sure]}")],
        ["62:44: 'one_lge' is not an option of 'swelling'; did you mean 'one_leg'?"],
    ),
    "an unknown option near none": (
        [("{any of: [one_leg, not_sure]}", "{any of: [zzz, not_sure]}")],
        [("62:44: 'zzz' is not an option of 'swelling'; there are 'none', 'one_leg', 'not_sure'")],
    ),
    "an unknown option in a hint": (
        [("{none: fits a cramp}", "{nonne: fits a cramp}")],
        ["54:20: 'nonne' is not an option of 'swelling'; did you mean 'none'?"],
    ),
    "an unknown option in worry": (
        [("[none, one_leg]", "[none, one_legg]")],
        ["48:20: 'one_legg' is not an option of 'swelling'; did you mean 'one_leg'?"],
    ),
    "an unknown option in assumed": (
        [("assumed: none\n    strict", "assumed: nope\n    strict")],
        ["49:14: 'nope' is not an option of 'swelling'; did you mean 'none'?"],
    ),
    "an unknown question listened for": (
        [("listen:\n  swelling:", "listen:\n  sweling:")],
        ["56:3: 'sweling' is not a question; did you mean 'swelling'?"],
    ),
    "an unknown option listened for": (
        [("    one_leg:\n      en", "    one_log:\n      en")],
        ["57:5: 'one_log' is not an option of 'swelling'; did you mean 'one_leg'?"],
    ),
    "an unknown ending of a rule": (
        [("at least: emergency", "at least: emergancy")],
        ["61:15: 'emergancy' is not an ending; did you mean 'emergency'?"],
    ),
    "an unknown ending otherwise": (
        [("ending: soon", "ending: son")],
        ["67:11: 'son' is not an ending; did you mean 'soon'?"],
    ),
    "an unknown term": (
        [("{is: likely,", "{is: likly,")],
        ["62:16: 'likly' is not a term; did you mean 'likely'?"],
    ),
    "an unknown term where there is none": (
        [(TERMS, "")],
        ["57:16: 'likely' is not a term; there are none"],
    ),
    "a name without end": (
        [("ending: soon", "ending: " + "s" * 70)],
        ["67:11: '" + "s" * 60 + "…' is not an ending; there are 'self_care', 'soon', 'emergency'"],
    ),
    "no sources": ([(SOURCES, "")], ["1:1: a flow needs 'sources'"]),
}


@pytest.mark.parametrize(("changes", "expected"), MENTIONS.values(), ids=MENTIONS.keys())
def test_what_is_mentioned_exists(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


CONDITIONS: Cases = {
    "a gate about a later question": (
        [("    choose: many\n", "    choose: many\n    when: {swelling: none}\n")],
        ["20:12: 'swelling' is not asked before this question"],
    ),
    "a gate about itself": (
        [("when: {risk: none}\n    options", "when: {swelling: none}\n    options")],
        ["39:12: 'swelling' is not asked before this question"],
    ),
    "a gate inside a gate": (
        [
            (
                "when: {risk: none}\n    options",
                "when: {any: [{not: {swelling: none}}, {risk: none}]}\n    options",
            )
        ],
        ["39:25: 'swelling' is not asked before this question"],
    ),
    "a gate through a term": (
        [
            ("terms:\n", "terms:\n  late: {swelling: none}\n"),
            ("    choose: many\n", "    choose: many\n    when: {is: late}\n"),
        ],
        ["21:12: 'swelling' is not asked before this question"],
    ),
    "terms in a circle": (
        [("terms:\n", "terms:\n  a: {is: b}\n  b: {not: {is: a}}\n")],
        ["12:17: these terms go round in a circle: a → b → a"],
    ),
    "a term about itself": (
        [("terms:\n", "terms:\n  a: {is: a}\n")],
        ["11:11: these terms go round in a circle: a → a"],
    ),
    "an option named twice": (
        [("{any of: [one_leg, not_sure]}", "{any of: [one_leg, one_leg]}")],
        ["62:43: 'one_leg' is named 2 times"],
    ),
    "a count without options": (
        [('{at least: 2, of: [smoker, "yes"]}', "{at least: 2}")],
        ["14:15: a condition on 'risk' needs 'of' beside 'at least'"],
    ),
    "options without a count": (
        [('{at least: 2, of: [smoker, "yes"]}', '{of: [smoker, "yes"]}')],
        ["14:15: a condition on 'risk' needs 'at least' beside 'of'"],
    ),
    "a count above its options": (
        [("{at least: 2, of", "{at least: 3, of")],
        ["14:16: this can never hold: 'risk' has at most 2 of these"],
    ),
    "all of several in a question with one answer": (
        [("{any of: [one_leg, not_sure]}", "{all of: [one_leg, not_sure]}")],
        ["62:35: this can never hold: 'swelling' has at most one answer"],
    ),
    "an unknown relation": (
        [("{any of: [one_leg, not_sure]}", "{either of: [one_leg, not_sure]}")],
        [
            (
                "62:35: 'either of' is not a key of a condition on 'swelling' (any of, all of, "
                "none of, only, at least, of)"
            )
        ],
    ),
    "an empty condition": (
        [("when: {swelling: none, risk: none}", "when: {}")],
        ["81:15: this mapping is empty"],
    ),
    "a condition that is a list": (
        [("when: {swelling: none, risk: none}", "when: [swelling, risk]")],
        ["81:15: a mapping is expected here, not a list"],
    ),
    "no options in a condition": (
        [("{any of: [one_leg, not_sure]}", "{any of: []}")],
        ["62:43: this list is empty"],
    ),
    "terms too deep": (
        [
            (
                "terms:\n",
                "terms:\n"
                + "".join(f"  t{n}: {{is: t{n + 1}}}\n" for n in range(11))
                + "  t11: {risk: none}\n",
            )
        ],
        ["20:12: terms use terms more than 10 deep here"],
    ),
    "a term that grows": (
        [
            (
                "terms:\n",
                "terms:\n  a: {any: ["
                + "{is: likely}, " * 40
                + "]}\n  b: {any: ["
                + "{is: a}, " * 40
                + "]}\n",
            )
        ],
        ["12:6: this term is too large, with the terms it uses written out"],
    ),
    "a term that deepens": (
        [
            (
                "terms:\n",
                "terms:\n  t0: {risk: none}\n"
                + "".join(f"  t{n}: {{not: {{is: t{n - 1}}}}}\n" for n in range(1, 51)),
            )
        ],
        ["61:8: this term is too large, with the terms it uses written out"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_conditions_can_hold_and_be_known(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


def test_of_many_names_a_dozen_are_told_and_how_many_more_there_are() -> None:
    names = [f"{letter}{letter}" for letter in "abcdefghijklmno"]
    assert instead("zzz", names).endswith("'kk', 'll' and 3 more")


def test_a_key_that_has_swallowed_its_value_is_told_what_comes_after_a_key() -> None:
    rule = "    when: {is: likely, swelling: {any of: [one_leg, not_sure]}}"
    assert any(
        problem.endswith("; a colon and a space come after a key")
        for problem in told(changed((rule, "    when:{swelling: one_leg}")))
    )
