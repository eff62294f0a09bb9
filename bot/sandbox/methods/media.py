"""Pictures and files, out and in again."""

from bot.sandbox.content import read_caption
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.finding import writable_chat
from bot.sandbox.methods.sending import post
from bot.sandbox.params import Params, Upload
from bot.sandbox.pixels import picture_size
from bot.sandbox.shapes import File, Json
from bot.sandbox.world import World

LARGEST_PHOTO = 10 * 1024 * 1024  # bytes
WRONG_FILE = "wrong file identifier/HTTP URL specified"


def _upload(params: Params, name: str, value: object) -> Upload | None:
    """The file that came along under `name`, or where `attach://` points."""
    if isinstance(value, str) and value.startswith("attach://"):
        return params.files.get(value.removeprefix("attach://"))
    return params.files.get(name)


def take_file(world: World, params: Params, kind: str, value: object) -> File:
    """Keep an uploaded photo or document, or find one sent before by its file_id.

    Raises:
        ApiError: 400: no file, an empty one, or one from elsewhere: nothing is fetched.
    """
    upload = _upload(params, kind, value)
    if upload is None:
        known = world.files.get(str(value))
        if known is None:
            raise bad_request(WRONG_FILE if value else f"there is no {kind} in the request")
        return known
    if not upload.data:
        raise bad_request("file must be non-empty")
    return world.new_file(upload.data, upload.name, upload.mime, f"{kind}s")


def photo_body(file: File) -> Json:
    """A photo as a message carries it.

    Raises:
        ApiError: 400: no picture, too large, or of a shape Telegram refuses.
    """
    size = len(file.data)
    if size > LARGEST_PHOTO:
        raise bad_request(
            f"file of size {size} bytes is too big for a photo; "
            f"the maximum size is {LARGEST_PHOTO} bytes"
        )
    pixels = picture_size(file.data)
    if pixels is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = pixels
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    one = {"width": width, "height": height, "file_size": size}
    return {"photo": [one | {"file_id": file.id, "file_unique_id": f"u{file.id}"}]}


def document_body(file: File) -> Json:
    """A file as a message carries it."""
    return {
        "document": {
            "file_id": file.id,
            "file_unique_id": f"u{file.id}",
            "file_name": file.name,
            "mime_type": file.mime,
            "file_size": len(file.data),
        }
    }


BODIES = {"photo": photo_body, "document": document_body}


def send_photo(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#sendphoto"""
    return _send(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#senddocument"""
    return _send(world, params, "document")


def _send(world: World, params: Params, kind: str) -> Json:
    chat = writable_chat(world, params)
    caption = read_caption(params)
    file = take_file(world, params, kind, params.values.get(kind))
    return post(world, params, chat, BODIES[kind](file) | caption, file).shape()


def read_media(world: World, params: Params, item: Json) -> tuple[Json, File]:
    """The body and file of one InputMedia.

    Raises:
        ApiError: 400, as for the single send methods.
    """
    kind = str(item.get("type"))
    if kind not in BODIES:
        raise bad_request("can't parse InputMedia: media type must be photo or document here")
    file = take_file(world, params, kind, item.get("media"))
    return BODIES[kind](file) | read_caption(Params(item)), file


def send_media_group(world: World, params: Params) -> list[Json]:
    """https://core.telegram.org/bots/api#sendmediagroup"""
    chat = writable_chat(world, params)
    items = params.things("media") or []
    if not 2 <= len(items) <= 10:
        raise bad_request("group must contain 2-10 items")
    if len({item.get("type") for item in items}) > 1:
        raise bad_request("documents and photos can't be mixed in one group")
    ready = [read_media(world, params, item) for item in items]
    group = str(chat.last_id + 1)
    sent = [post(world, params, chat, body, file) for body, file in ready]
    for message in sent:
        message.extras["media_group_id"] = group
    return [message.shape() for message in sent]


def get_file(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getfile"""
    file = world.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > 20 * 1024 * 1024:
        raise bad_request("file is too big")
    return file.shape()
