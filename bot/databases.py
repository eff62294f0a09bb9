"""Where chats may be kept: what DATABASE_URL may be."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from bot.folders import expanded

ALLOWED = "sqlite:///file.db or postgresql://user:password@host/name is allowed"
SCHEMES = {"postgresql", "postgres"}
BOUNCER = "pgbouncer"


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL database."""

    url: str = field(repr=False)  # holds a password
    bouncer: bool = False  # PgBouncer stands before it, in transaction mode

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        host = parts.hostname or dict(parse_qsl(parts.query)).get("host")
        return f"the database {parts.path[1:]} on {host}"


def database(cwd: Path, text: str) -> Path | Server | None:
    """The file of an SQLite address, a PostgreSQL database, or None for one in memory."""
    scheme = text.partition(":")[0]
    if scheme in SCHEMES:
        return _server(text)
    if scheme.partition("+")[0] in SCHEMES:
        raise ValueError(f"{scheme.partition('+')[0]}:// without more is allowed")
    if text in {"sqlite://", "sqlite:///:memory:"}:
        return None
    name = unquote(text.removeprefix("sqlite:///"))
    if not text.startswith("sqlite:///") or not name or "?" in name or name.endswith("/"):
        raise ValueError(ALLOWED)
    return cwd / expanded(name)


def _server(text: str) -> Server:
    try:
        parts = urlsplit(text)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        usable = parts.port != 0 and parts.path.strip("/") and not parts.fragment
    except ValueError:  # a port that is no number, say
        usable = False
    if not usable or not (parts.hostname or options.get("host")):
        raise ValueError(
            f"{ALLOWED}; what is not a letter or digit in a password is written as %2F, say"
        )
    bouncer = options.pop(BOUNCER, "false")
    if bouncer not in {"true", "false"}:
        raise ValueError(f"{BOUNCER}=true or {BOUNCER}=false is allowed")
    return Server(parts._replace(query=urlencode(options)).geturl(), bouncer == "true")
