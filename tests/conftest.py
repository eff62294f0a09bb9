"""Settings of every test."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import settings

from tests.commands import legwise
from tests.postgres import Cluster, a_cluster

__all__ = ["legwise"]  # fixtures of other modules that every test may have

# What is remembered between runs is the tests' own, and nobody's at this desk.
_cache = tempfile.TemporaryDirectory(prefix="legwise-tests-")
os.environ["XDG_CACHE_HOME"] = _cache.name

# At a desk chance goes on searching; where a change is let in, the verdict must not depend on luck.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server, started by the first test that needs one."""
    with a_cluster() as server:
        yield server


@pytest.fixture
async def server_url(cluster: Cluster) -> AsyncIterator[str]:
    """The address of an empty PostgreSQL database with today's tables."""
    async with cluster.database() as url:
        yield url
