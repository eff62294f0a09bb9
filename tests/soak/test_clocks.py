"""Setting a process's clock takes a library that not every system has."""

import pytest

from soak.figures import Size
from soak.parts import PARTS
from soak.report import section


@pytest.mark.parametrize("part", ["clocks", "machines"])
async def test_where_no_clock_can_be_set_one_line_says_what_to_install(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.end_to_end.false_clock.PLACES", ())
    told = section(await PARTS[part](Size.SMALL), 0.0)
    assert "Not tried: libfaketimeMT.so.1 is missing: install the package libfaketime (" in told
    assert told.endswith("not tried")
