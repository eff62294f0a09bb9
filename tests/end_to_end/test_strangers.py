"""Whatever comes, sound or not, is handled or set aside; nobody waits for an answer because of it.

`python -m soak strangers` plays the long form.
"""

from pathlib import Path

import pytest

from bot.keys import new_key
from bot.store.codec import Codec
from tests.store.samples import opened
from tests.strangers.trial import Trial

UPDATES = 400


@pytest.mark.parametrize("network", [False, True], ids=["in process", "over http"])
@pytest.mark.parametrize("webhook", [False, True], ids=["asked for", "delivered"])
async def test_strangers_and_nonsense_keep_nobody_from_being_answered(
    tmp_path: Path, webhook: bool, network: bool
) -> None:
    async with opened(tmp_path / "legwise.db", Codec([new_key()])) as store:
        trial = Trial(store, 2026, webhook=webhook, network=network)
        outcome = await trial.run(UPDATES if network else 2 * UPDATES)
        noted = sum(aside.times for aside in await store.aside())
    assert outcome.unhandled == []
    assert outcome.refused == []
    assert outcome.stuck == []
    assert outcome.updates.total() >= UPDATES
    assert outcome.aside.total() == noted > 0
