"""Calls over real connections, to a server that answers, is silent, hangs up, or is not there."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.outbound.api import TelegramApi
from bot.outbound.connections import Connections
from bot.outbound.failure import undone
from bot.outbound.form import Upload
from bot.outbound.patience import Patience
from tests.outbound.server import Server, abrupt, obliging, served, silent

TOKEN = "1:abc"  # noqa: S105  of no bot
NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def _no_settings_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with served() as server:
        yield server


def api(url: str, answer: float = 5.0, most: int = 4, in_line: float = 30.0) -> TelegramApi:
    def connections() -> Connections:
        return Connections(url, most, Patience(answer, in_line=in_line))

    return TelegramApi(TOKEN, url, (connections(), connections()))


async def test_what_is_said_arrives_whole_and_one_connection_serves_many_calls(
    server: Server,
) -> None:
    async with api(server.url) as telegram:
        for words in ("¿Duele? 100 % + más & más", "second"):
            assert await telegram.call("sendMessage", {"chat_id": 7, "text": words}) is True
    head, body = server.asked[0]
    assert head.startswith(b"POST /bot1:abc/sendMessage HTTP/1.1\r\n")
    assert parse_qs(body.decode()) == {"chat_id": ["7"], "text": ["¿Duele? 100 % + más & más"]}
    assert server.connections == 1


async def test_a_file_goes_with_its_name_and_the_words_beside_it(server: Server) -> None:
    photo = Upload("card.png", b"\x89PNG\r\n--not a boundary")
    async with api(server.url) as telegram:
        await telegram.call("sendPhoto", {"chat_id": 7, "photo": photo, "caption": "Más"})
    head, body = server.asked[0]
    assert b"multipart/form-data" in head
    assert b'filename="card.png"' in body
    assert photo.data in body
    assert "Más".encode() in body


async def test_a_call_to_a_server_that_is_not_there_undone() -> None:
    async with served() as server:
        url = server.url
    async with api(url) as telegram:
        with pytest.raises(NetworkError) as caught:
            await telegram.call("getMe", {})
    assert undone(caught.value)


async def test_a_call_that_found_no_free_connection_undone(server: Server) -> None:
    server.answer = silent
    async with api(server.url, most=1, in_line=-4.99) as telegram:
        first = asyncio.create_task(telegram.call("getMe", {}))
        await server.called.wait()
        with pytest.raises(TimedOut) as caught:
            await telegram.call("getMe", {})
        first.cancel()
    assert undone(caught.value)
    assert len(server.asked) == 1


async def test_a_call_that_is_not_answered_in_time_may_have_been_obeyed(server: Server) -> None:
    server.answer = silent
    async with api(server.url, answer=0.01) as telegram:
        with pytest.raises(TimedOut) as caught:
            await telegram.call("getMe", {})
    assert not undone(caught.value)


async def test_a_server_that_is_always_late_is_heard_in_the_end(server: Server) -> None:
    async def late(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)  # seconds; several times as long as it is waited for at first
        await obliging(writer)

    server.answer = late
    async with api(server.url, answer=0.01) as telegram:
        heard = False
        for _ in range(20):
            with suppress(TimedOut):
                heard = await telegram.call("sendMessage", {"chat_id": 7})
    assert heard


async def test_a_call_whose_connection_breaks_may_have_been_obeyed(server: Server) -> None:
    server.answer = abrupt
    async with api(server.url) as telegram:
        with pytest.raises(NetworkError) as caught:
            await telegram.call("getMe", {})
    assert not isinstance(caught.value, TimedOut)
    assert not undone(caught.value)
    assert TOKEN not in str(caught.value)


async def test_an_answer_that_is_no_http_is_told_without_the_token(server: Server) -> None:
    async def babbling(writer: asyncio.StreamWriter) -> None:
        writer.write(b"hello?\r\n\r\n")

    server.answer = babbling
    async with api(server.url) as telegram:
        with pytest.raises(NetworkError) as caught:
            await telegram.call("getMe", {})
    assert TOKEN not in caught.value.message


async def test_a_connection_the_server_closed_while_nobody_called_is_not_used_again(
    server: Server,
) -> None:
    gone = asyncio.Event()

    async def last(writer: asyncio.StreamWriter) -> None:
        await obliging(writer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        gone.set()

    async with api(server.url) as telegram:
        server.answer = last
        await telegram.call("getMe", {})
        await gone.wait()
        async with served() as other, api(other.url) as elsewhere:
            await elsewhere.call("getMe", {})  # meanwhile the news arrives
        server.answer = obliging
        assert await telegram.call("getMe", {}) is True
    assert server.connections == 2


async def test_the_token_is_not_carried_to_wherever_a_server_points(server: Server) -> None:
    async def pointing(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 307 Away\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")

    server.answer = pointing
    async with api(server.url) as telegram:
        with pytest.raises(NetworkError):
            await telegram.call("getMe", {})
    assert len(server.asked) == 1


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
async def test_calls_go_through_the_proxy_that_is_set(
    server: Server, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, server.url)
    async with api("http://telegram.invalid") as telegram:
        await telegram.call("getMe", {})
    assert server.asked[0][0].startswith(b"POST http://telegram.invalid/bot1:abc/getMe HTTP/1.1")


async def test_no_proxy_is_used_for_hosts_that_need_none(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "localhost,127.0.0.1")
    async with api(server.url) as telegram:
        await telegram.call("getMe", {})
    assert len(server.asked) == 1


async def test_a_proxy_that_refuses_let_nothing_through(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refusing(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")

    server.answer = refusing
    monkeypatch.setenv("HTTPS_PROXY", server.url)
    async with api("https://telegram.invalid") as telegram:
        with pytest.raises(NetworkError) as caught:
            await telegram.call("sendMessage", {"chat_id": 7})
    assert undone(caught.value)


async def test_a_server_is_believed_only_with_a_certificate_of_somebody_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = _papers(tmp_path)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(papers)
    async with served(secure) as server:
        url = server.url.replace("http:", "https:")
        async with api(url) as telegram:
            with pytest.raises(NetworkError) as caught:
                await telegram.call("getMe", {})
        monkeypatch.setenv("SSL_CERT_FILE", str(papers))
        async with api(url) as telegram:
            assert await telegram.call("getMe", {}) is True
    assert undone(caught.value)
    assert len(server.asked) == 1


def _papers(folder: Path) -> Path:
    """A certificate for 127.0.0.1, signed by itself, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=True
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, pem = folder / "papers.pem", serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(pem))
    return file


@pytest.mark.parametrize(
    "payload",
    [
        b'{"ok": true, "result": {"message_id": 7}}',
        '{"text": "Más"}'.encode(),
        b'{"a": NaN}',
        b'{"text": "half of a pair: \\ud83d"}',
        b'{"text": "no UTF-8: \xff"}',
    ],
)
def test_an_answer_is_read_as_the_library_reads_it(payload: bytes) -> None:
    read = Connections.parse_json_payload(payload)
    assert repr(read) == repr(BaseRequest.parse_json_payload(payload))


def test_what_is_no_json_is_no_answer() -> None:
    with pytest.raises(TelegramError, match="Invalid server response"):
        Connections.parse_json_payload(b"<html>Bad gateway</html>")
