"""Whatever a file holds, reading it gives a flow or its mistakes, nothing else."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flow.read_cases import GOOD, told

WORDS = st.sampled_from(
    [
        *("flow", "questions", "rules", "endings", "terms", "sources", "otherwise", "listen"),
        *("ask", "options", "label", "also", "when", "worry", "hints", "stands for", "lasting"),
        *("is", "any", "not", "any of", "at least", "of", "only", "over", "below", "lacks"),
        *("risk", "swelling", "none", "one_leg", "not_sure", "many", "24 hours", "1", "{", ""),
    ]
)
SCALARS = st.one_of(WORDS, st.text(max_size=5), st.integers(), st.booleans(), st.none())
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=25,
)
SOUND = yaml.safe_load(GOOD)
LINES = GOOD.splitlines(keepends=True)

unhurried = settings(deadline=None)  # a busy machine is no mistake


@unhurried
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    told(text)


@unhurried
@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#\\ \n\t\r\ufeff\x85", max_size=60))
def test_any_yaml_like_text_is_read_or_refused(text: str) -> None:
    assert told(text)


@unhurried
@given(TREES)
def test_any_tree_is_read_or_refused(tree: object) -> None:
    assert told(_dumped(tree))


@unhurried
@given(st.data())
def test_a_sound_flow_with_any_part_replaced_is_read_or_refused(data: st.DataObject) -> None:
    told(_dumped(_replaced(data, SOUND)))


@unhurried
@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.text(max_size=3))
def test_a_sound_flow_with_any_words_overwritten_is_read_or_refused(
    start: int, length: int, instead: str
) -> None:
    told(GOOD[:start] + instead + GOOD[start + length :])


@unhurried
@given(st.permutations(range(len(LINES))), st.integers(0, len(LINES)))
def test_a_sound_flow_with_its_lines_in_disorder_is_read_or_refused(
    order: list[int], kept: int
) -> None:
    told("".join(LINES[:kept]) + "".join(LINES[line] for line in order if line >= kept))


def _dumped(tree: object) -> str:
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _replaced(data: st.DataObject, part: object) -> object:
    """Walk down to some place, and put any tree there."""
    if not isinstance(part, dict | list) or not part or data.draw(st.integers(0, 5)) == 0:
        return data.draw(TREES)
    copy = part.copy()
    key = data.draw(st.sampled_from(list(copy) if isinstance(copy, dict) else range(len(copy))))
    copy[key] = _replaced(data, copy[key])
    return copy
