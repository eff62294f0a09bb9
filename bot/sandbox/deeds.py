"""What a person does on the page: one small route a deed."""

import inspect
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox import actions, faults
from bot.sandbox.actions import ImpossibleError
from bot.sandbox.api import Api
from bot.sandbox.pixels import picture_size
from bot.sandbox.shapes import Chat, File, Json, Message, User

Deed = Callable[[Json], Any]
Advance = Callable[[timedelta], Awaitable[None] | None]

FAULTS = {
    "flood": lambda: faults.flood(5),
    "forbidden": faults.forbidden,
    "500": lambda: faults.broken(500),
    "502": lambda: faults.broken(502),
    "drop_before": faults.drop_before,
    "drop_after": faults.drop_after,
    "delay": lambda: faults.delay(5),
    "hang": faults.hang,
}


class Deeds:
    """Does what the page asks, in the world of one Api."""

    def __init__(self, api: Api, advance: Advance | None) -> None:
        """Act in `api`'s world; `advance` moves the bot's clock on."""
        self._api = api
        self._world = api.world
        self._advance_clock = advance

    def routes(self) -> list[BaseRoute]:
        """One POST each, JSON in and out, but for the upload of a file."""
        deeds: dict[str, Deed] = {
            "people": self._add_person,
            "groups": self._add_group,
            "send": self._send,
            "tap": self._tap,
            "edit": self._edit,
            "forward": self._forward,
            "block": self._block,
            "faults": self._faults,
            "advance": self._advance,
        }
        upload = Route("/sandbox/upload", self._upload, methods=["POST"])
        return [_route(name, deed) for name, deed in deeds.items()] + [upload]

    def _chat(self, wish: Json) -> Chat:
        return self._world.chats[int(wish["chat"])]

    def _user(self, wish: Json) -> User:
        return self._world.users[int(wish["user"])]

    def _message(self, wish: Json) -> Message:
        return self._chat(wish).messages[int(wish["message"])]

    def _add_person(self, wish: Json) -> Json:
        name = str(wish["name"]).strip()[:64]
        if not name:
            raise ImpossibleError("a person needs a name")
        user, _ = self._world.new_user(name, str(wish.get("language") or "en"), started=False)
        return {"id": user.id}

    def _add_group(self, wish: Json) -> Json:
        title = str(wish["title"]).strip()[:128]
        people = [self._world.users[int(number)] for number in wish["members"]]
        if not title or not people:
            raise ImpossibleError("a group needs a title and somebody in it")
        chat = self._world.new_chat("supergroup", title)
        chat.members = {user.id: "member" for user in people} | {people[0].id: "creator"}
        actions.set_bot_status(self._world, people[0], chat, "member")
        return {"id": chat.id}

    def _send(self, wish: Json) -> Json:
        text = str(wish["text"]).strip()[:4096]
        if not text:
            raise ImpossibleError("there is nothing to send")
        chat, user = self._chat(wish), self._user(wish)
        message = actions.draft(self._world, user, chat, actions.text_body(text))
        if wish.get("replyTo"):
            message.reply_to = chat.messages.get(int(wish["replyTo"]))
        return {"id": actions.say(self._world, user, message).id}

    def _tap(self, wish: Json) -> Json:
        message = self._message(wish)
        return {"id": actions.tap(self._world, self._user(wish), message, str(wish["data"])).id}

    def _edit(self, wish: Json) -> Json:
        message = self._message(wish)
        text = str(wish["text"]).strip()[:4096]
        if message.from_bot or "text" not in message.body or not text:
            raise ImpossibleError("only your own texts can be edited")
        actions.edit(self._world, message, text)
        return {}

    def _forward(self, wish: Json) -> Json:
        user, message = self._user(wish), self._message(wish)
        target = self._world.chats[int(wish.get("to") or wish["chat"])]
        return {"id": actions.forward(self._world, user, message, target).id}

    def _block(self, wish: Json) -> Json:
        actions.set_blocked(self._world, self._chat(wish), blocked=bool(wish["blocked"]))
        return {}

    def _faults(self, wish: Json) -> Json:
        """Plan one fault for calls that reach people, or none any more; set the limits' switch."""
        if "limited" in wish:
            self._api.limits.enforced = bool(wish["limited"])
        if wish.get("calm"):
            self._api.faults.calm()
        if kind := wish.get("fault"):
            self._api.faults.next("sendMessage", FAULTS[str(kind)](), times=int(wish["times"]))
        return {}

    async def _advance(self, wish: Json) -> Json:
        if self._advance_clock is None:
            raise ImpossibleError("this clock cannot be moved")
        moved = self._advance_clock(timedelta(seconds=float(wish["seconds"])))
        if inspect.isawaitable(moved):
            await moved
        return {"now": self._world.clock()}

    async def _upload(self, request: Request) -> Response:
        """A file as the body, its name and sender in the query."""
        data, about = await request.body(), request.query_params
        name = about.get("name", "file")[-100:]
        try:
            user, chat = self._user(dict(about)), self._chat(dict(about))
            file = self._world.new_file(data, name, "application/octet-stream", "documents")
            body = _file_body(file)
            actions.say(self._world, user, actions.draft(self._world, user, chat, body, file))
        except (ImpossibleError, KeyError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse({})


def _file_body(file: File) -> Json:
    """A person's picture or file as a message carries it."""
    about = {name: value for name, value in file.shape().items() if name != "file_path"}
    if size := picture_size(file.data):
        return {"photo": [about | {"width": size[0], "height": size[1]}]}
    return {"document": about | {"file_name": file.name, "mime_type": file.mime}}


def _route(name: str, deed: Deed) -> BaseRoute:
    """A deed as a POST that takes JSON only, which no other site can send without asking first."""

    async def answer(request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"error": "JSON only"}, 415)
        try:
            done = deed(await request.json())
            if inspect.isawaitable(done):
                done = await done
        except KeyError as error:
            return JSONResponse({"error": f"there is no {error}"}, 400)
        except (TypeError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(done)

    return Route(f"/sandbox/{name}", answer, methods=["POST"])
