"""Files as they lie on disks: read as they are meant, or refused at the place that is wrong."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.files import read_file
from bot.flow.errors import InvalidFlow, Problem
from bot.flow.read import read_flow
from bot.flow.reading.cases import read_cases
from tests.flow.read_cases import GOOD

FLOW = read_flow(GOOD, "f")
BYTES = GOOD.encode()
CASES = b"""\
vignettes:
- id: A
  title: Fine
  answers: {swelling: none, risk: [smoker]}
  accepted: [self_care, soon]
"""


def refused(path: Path) -> str:
    with pytest.raises(InvalidFlow) as caught:
        read_file(path)
    return str(caught.value).removeprefix(str(path))


def test_a_byte_that_is_not_utf_8_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("flow: x\ntitle: ¿Qué".encode() + b"\xe9\n")
    assert refused(path) == ":2:12: cannot be read: byte 22 is not UTF-8; save the file as UTF-8"


def test_utf_16_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-16")
    assert refused(path).startswith(":1:1: cannot be read: byte 1 is not UTF-8")


def test_a_file_over_1_mb_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room
    assert refused(path) == ":1:1: cannot be read: it is larger than 1 MB"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_what_has_no_end_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.yaml"
    os.mkfifo(pipe)
    assert refused(pipe) == ":1:1: cannot be read: this is a device or a pipe, not a file"
    assert "a device or a pipe" in refused(Path("/dev/zero"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == ":1:1: cannot be read: Is a directory"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(
    tmp_path: Path, ends: str, mark: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes((mark + GOOD.replace("\n", ends)).encode())
    assert read_flow(read_file(path), "f") == FLOW
    path.write_bytes((mark + GOOD.replace("urgency: 4", "urgency: 9").replace("\n", ends)).encode())
    with pytest.raises(InvalidFlow) as caught:
        read_flow(read_file(path), "f")
    line = GOOD[: GOOD.index("urgency: 4")].count("\n") + 1
    assert str(caught.value).startswith(f"f:{line}:")


def problems(read: Callable[[], object]) -> tuple[Problem, ...]:
    """What is wrong; anything but that is a mistake of ours."""
    try:
        read()
    except InvalidFlow as error:
        return error.problems
    return ()


def mangled(sound: bytes) -> st.SearchStrategy[bytes]:
    """A sound file in which some bytes were overwritten, cut off or written twice."""
    place = st.integers(0, len(sound))
    junk = st.one_of(
        st.binary(max_size=4),
        st.sampled_from(
            [b"\0", b"\t", b"\r", b"---\n", b"&a ", b"*a", b"<<: ", b"!!x ", b"\xff", b"{" * 50]
        ),
    )
    overwritten = st.builds(
        lambda at, gone, put: sound[:at] + put + sound[at + gone :], place, st.integers(0, 30), junk
    )
    twice = st.builds(lambda a, b: sound[:a] + sound[min(a, b) :], place, place)
    return overwritten | twice


@settings(deadline=None)
@given(mangled(BYTES))
@example(b"")
@example(b"\xef\xbb\xbf")
def test_a_mangled_flow_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, written: bytes
) -> None:
    path = tmp_path_factory.mktemp("mangled") / "a.yaml"
    path.write_bytes(written)
    for problem in problems(lambda: read_flow(read_file(path), "f")):
        assert problem.line >= 1
        assert problem.column >= 1
        assert "\n" not in problem.message


@settings(deadline=None)
@given(mangled(CASES))
def test_a_mangled_case_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, written: bytes
) -> None:
    path = tmp_path_factory.mktemp("mangled") / "c.yaml"
    path.write_bytes(written)
    for problem in problems(lambda: read_cases(read_file(path), "c", {FLOW.id: FLOW})):
        assert "\n" not in problem.message
