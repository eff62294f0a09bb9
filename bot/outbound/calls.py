"""Effects to Bot API calls: methods and parameters, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.flow.effects import Button, File, Keyboard, Notice, Picture
from bot.outbound.form import Upload
from bot.outbound.markup import pages
from bot.pictures.make import make
from bot.store import ChatKey
from bot.text import Doc, doc_ids
from bot.texts import Speaker, Texts

LONGEST_NOTICE = 200  # https://core.telegram.org/bots/api#answercallbackquery


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes calls in the language of whoever reads them."""

    texts: Texts
    me: str  # the bot's username, for links into the private chat

    def sends(
        self,
        chat: ChatKey,
        locale: str | None,
        doc: Doc,
        keyboard: Keyboard,
        language: str | None = None,
        *,
        silent: bool = False,
    ) -> list[Call]:
        """A new message; several where it is too long. The last has the buttons."""
        words, labels = self.texts.speakers(locale, doc, keyboard, language)
        to = _to(chat) | ({"disable_notification": True} if silent else {})
        calls = [Call("sendMessage", to | _body(html)) for html in pages(doc, words)]
        if keyboard:
            calls[-1] = Call("sendMessage", {**calls[-1].params, **self._markup(keyboard, labels)})
        return calls

    def encloses(self, chat: ChatKey, locale: str | None, effect: Picture | File) -> Call:
        """A picture or a file, which is drawn here: tenths of a second, not for the event loop."""
        made = make(effect, self.texts, locale)
        target = _to(chat) | self._caption(effect.language or locale, effect.caption)
        upload = Upload(made.name, made.data)
        if isinstance(effect, Picture):
            return Call("sendPhoto", target | {"photo": upload})
        return Call("sendDocument", target | {"document": upload})

    def _caption(self, locale: str | None, caption: Doc) -> dict[str, Any]:
        if not caption:
            return {}
        html, *_ = pages(caption, self.texts.speaker(locale, doc_ids(caption)))
        return {"caption": html, "parse_mode": "HTML"}

    def recaption(self, chat: ChatKey, message: int, locale: str | None, caption: Doc) -> Call:
        """The same file with other words below it."""
        where = {"chat_id": chat.chat, "message_id": message}
        return Call("editMessageCaption", where | self._caption(locale, caption))

    def edit(
        self,
        chat: ChatKey,
        message: int,
        locale: str | None,
        doc: Doc,
        keyboard: Keyboard,
        language: str | None = None,
    ) -> Call | None:
        """The same message with other words, None where they are too long for one message.

        Without buttons it loses those it had.
        """
        words, labels = self.texts.speakers(locale, doc, keyboard, language)
        where = {"chat_id": chat.chat, "message_id": message}
        html, *more = pages(doc, words)
        if more:
            return None
        return Call("editMessageText", where | _body(html) | self._markup(keyboard, labels))

    def answer(self, query: str, locale: str | None, notice: Notice | None) -> Call:
        """The end of a tap's waiting circle, with a short word if there is one."""
        params: dict[str, Any] = {"callback_query_id": query}
        if notice is not None:
            words = self.texts.speaker(locale, notice.text.ids()).say(notice.text)
            params["text"] = words[:LONGEST_NOTICE]
        return Call("answerCallbackQuery", params)

    def _markup(self, keyboard: Keyboard, speaker: Speaker) -> dict[str, Any]:
        rows = [[self._button(button, speaker) for button in row] for row in keyboard]
        return {"reply_markup": {"inline_keyboard": rows}}

    def _button(self, button: Button, speaker: Speaker) -> dict[str, str]:
        label = button.mark + speaker.say(button.label)
        if button.start:
            return {"text": label, "url": f"https://t.me/{self.me}?start={button.start}"}
        return {"text": label, "callback_data": button.data}


def to_chat(call: Call, chat: ChatKey) -> Call:
    """The same, to another chat."""
    return Call(call.method, {**call.params, "chat_id": chat.chat})


def remove(chat: ChatKey, message: int) -> Call:
    return Call("deleteMessage", {"chat_id": chat.chat, "message_id": message})


def strip(chat: ChatKey, message: int) -> Call:
    """Take only the buttons away: what is left to do once a message is too old to be deleted."""
    where = {"chat_id": chat.chat, "message_id": message}
    return Call("editMessageReplyMarkup", where | {"reply_markup": {"inline_keyboard": []}})


def _to(chat: ChatKey) -> dict[str, Any]:
    topic = {} if chat.topic is None else {"message_thread_id": chat.topic}
    return {"chat_id": chat.chat, **topic}


def _body(html: str) -> dict[str, Any]:
    return {"text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
