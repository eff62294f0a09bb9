"""The page, in a real browser, with a small bot behind it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.sandbox import Sandbox
from tests.sandbox.pictures import png

pytestmark = pytest.mark.asyncio(loop_scope="module")
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HELLO = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Left", callback_data="left")],
        [InlineKeyboardButton("Alarm", callback_data="alarm")],
    ]
)
NASTY = "<img src=x onerror=alert(1)> & مرحبا 😀"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Debian's chromium; without it the page goes untested here, but never in CI."""
    if CHROMIUM is None and "CI" not in os.environ:
        pytest.skip("chromium is not installed")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        await running.close()


async def answer(message: Message) -> None:
    """What the small bot says to a message."""
    if message.text == "/start":
        await message.reply_text("Which <b>leg</b>?", parse_mode="HTML", reply_markup=HELLO)
    elif message.text == "files":
        await message.reply_photo(png(), caption="a picture")
        await message.reply_document(b"BEGIN:VCALENDAR", filename="trip.ics")
    else:
        await message.reply_text(f"You said: {message.text}")


async def echo(bot: Bot) -> None:
    """Answer until cancelled."""
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=30):
            offset = update.update_id + 1
            if update.callback_query is not None:
                alarm = update.callback_query.data == "alarm"
                await update.callback_query.answer("Noted", show_alert=alarm)
                await update.callback_query.edit_message_text("Left it is", reply_markup=HELLO)
            elif update.message is not None:
                await answer(update.message)


@asynccontextmanager
async def chatting(
    browser: Browser, sandbox: Sandbox, width: int = 1000
) -> AsyncIterator[tuple[Page, Bot]]:
    """A page of a sandbox where the small bot lives; any error of the page fails the test."""
    errors: list[str] = []
    page = await browser.new_page(viewport={"width": width, "height": 700})
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    url = f"{sandbox.url}/bot"
    async with Bot(sandbox.token, base_url=url) as bot:
        living = asyncio.get_running_loop().create_task(echo(bot))
        await page.goto(sandbox.url)
        try:
            yield page, bot
        finally:
            living.cancel()
            await asyncio.wait([living])
            await page.close()
    assert errors == []


async def say(page: Page, text: str) -> None:
    """Type and press Enter."""
    await page.get_by_role("combobox", name="Message").fill(text)
    await page.keyboard.press("Enter")


async def test_a_person_starts_taps_reads_and_is_answered(browser: Browser) -> None:
    async with Sandbox() as sandbox, chatting(browser, sandbox) as (page, bot):
        await bot.set_my_commands([("start", "Begin again"), ("trip", "Plan a trip")])
        await page.get_by_role("button", name="+ Person").click()
        await page.get_by_label("Name").fill("Ana <b>")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Start", exact=True).click()
        await expect(page.locator(".theirs strong")).to_have_text("leg")
        await page.get_by_role("button", name="Left").click()
        await expect(page.locator("#toast")).to_have_text("Noted")
        await expect(page.locator(".theirs")).to_contain_text("Left it is")
        await expect(page.locator(".theirs .meta")).to_contain_text("edited")
        await say(page, NASTY)
        await expect(page.locator(".theirs .text").last).to_have_text(f"You said: {NASTY}")
        await page.keyboard.type("/")
        await expect(page.get_by_role("option")).to_have_count(2)
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator(".theirs .text").last).to_have_text("You said: /trip")
        await expect(page.get_by_role("combobox", name="Message")).to_be_focused()


async def test_files_alerts_edits_and_blocking(browser: Browser) -> None:
    async with Sandbox() as sandbox:
        ana = sandbox.user("Ana")
        async with chatting(browser, sandbox, width=380) as (page, _):
            await say(page, "files")
            await expect(page.get_by_alt_text("a picture")).to_be_visible()
            async with page.expect_download() as download:
                await page.get_by_role("link", name="trip.ics").click()
            assert (await download.value).suggested_filename == "trip.ics"
            await say(page, "/start")
            await page.get_by_role("button", name="Alarm").click()
            await expect(page.get_by_role("dialog")).to_contain_text("Noted")
            await page.keyboard.press("Escape")
            await _edit_first(page, "files!")
            assert ana.messages[0].text == "files!"
            await page.get_by_role("button", name="Trouble and time").click()
            await page.get_by_role("button", name="Block the bot").click()
            await expect(page.get_by_role("button", name="Unblock and restart")).to_be_visible()
            assert ana.chat.blocked
            assert await page.evaluate("document.documentElement.scrollWidth") == 380


async def _edit_first(page: Page, text: str) -> None:
    """Change the first message through its menu, by keyboard."""
    await page.get_by_role("button", name="Message menu").first.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await say(page, text)
    await expect(page.locator(".mine").first).to_contain_text(text)


async def test_groups_and_deep_links_stay_in_the_sandbox(browser: Browser) -> None:
    async with Sandbox() as sandbox:
        ana = sandbox.user("Ana")
        sandbox.user("Ben")
        async with chatting(browser, sandbox) as (page, bot):
            await page.get_by_role("button", name="+ Group").click()
            await page.get_by_label("Title").fill("Road trip")
            await page.keyboard.press("Enter")
            await expect(page.locator(".log")).to_contain_text("Ana added Legwise")
            await page.get_by_label("Write as").select_option("Ben")
            await say(page, "/trip")
            await expect(page.locator(".theirs .text").last).to_have_text("You said: /trip")
            await page.locator(".chat-item").first.click()
            link = '<a href="https://t.me/legwise_sandbox_bot?start=join_7">Join</a>'
            await bot.send_message(ana.id, link, parse_mode="HTML")
            await page.get_by_role("link", name="Join").click()
            await ana.hears("You said: /start join_7")


async def test_trouble_and_time_are_at_hand(browser: Browser) -> None:
    moved: list[timedelta] = []
    async with Sandbox(advance=moved.append) as sandbox:
        ana = sandbox.user("Ana")
        async with chatting(browser, sandbox) as (page, _):
            await page.get_by_role("button", name="Trouble and time").click()
            await page.get_by_role("button", name="+1 day").click()
            await page.get_by_role("button", name="429").click()
            await expect(page.locator("#tools-note")).to_contain_text("429")
            assert moved == [timedelta(days=1)]
            assert sandbox.faults.pick("sendMessage", ana.id) is not None


async def test_the_page_finds_its_way_back_after_a_restart(browser: Browser) -> None:
    async with Sandbox() as first:
        first.user("Ana").send("before")
        page = await browser.new_page()
        await page.goto(first.url)
        await expect(page.locator(".text")).to_have_text("before")
    await expect(page.locator("#offline")).to_have_text("Connecting…")
    async with Sandbox(port=int(first.url.rpartition(":")[2])) as second:
        second.user("Ben").send("after")
        await expect(page.locator(".text")).to_have_text("after", timeout=8000)
        await page.close()
