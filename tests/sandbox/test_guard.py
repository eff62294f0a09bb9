"""Other web sites get nothing out of a sandbox that happens to run."""

import httpx
import pytest

from bot.sandbox import Sandbox

PATHS = ["/", "/sandbox/events", "/bot1:sandbox/getMe", "/page/app.js"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": "http://localhost:1"},
        {"host": "example.org"},
        {"sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
async def test_strangers_are_refused(sandbox: Sandbox, headers: dict[str, str]) -> None:
    async with httpx.AsyncClient() as client:
        for path in PATHS:
            assert (await client.get(sandbox.url + path, headers=headers)).status_code == 403


async def test_deeds_need_json_which_no_other_site_can_send(sandbox: Sandbox) -> None:
    url = f"{sandbox.url}/sandbox/people"
    here = {"origin": sandbox.url}
    async with httpx.AsyncClient(headers=here) as client:
        assert (await client.post(url, content='{"name": "Ana"}')).status_code == 415
        assert (await client.post(url, json={"name": "Ana"})).status_code == 200
        assert (await client.post(url, json={"name": " "})).status_code == 400
        assert (await client.post(url, json={})).json() == {"error": "there is no 'name'"}
    assert [chat.user.first_name for chat in sandbox.world.chats.values() if chat.user] == ["Ana"]


async def test_the_page_may_load_nothing_from_elsewhere_and_run_nothing_inline(
    sandbox: Sandbox,
) -> None:
    async with httpx.AsyncClient() as client:
        page = await client.get(sandbox.url)
        missing = await client.get(f"{sandbox.url}/page/..%2fpage.py")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "http:" not in page.text.replace("http://www.w3.org", "")
    assert missing.status_code == 404


async def test_files_are_pictures_or_downloads_never_pages(sandbox: Sandbox) -> None:
    file = sandbox.world.new_file(b"<script>", "x.html", "text/html", "documents")
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{sandbox.url}/sandbox/files/{file.id}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"
