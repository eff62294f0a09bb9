"""The check with python-telegram-bot's ConversationHandler and PicklePersistence, as its documentation shows them.

Each tap is answered, the old question shrinks to a record, the next is sent; the answer is kept in
`user_data`. It asks nothing of its own, so that the bots differ only in how they do the same.
"""

import warnings
from collections.abc import Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    BasePersistence,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)
from telegram.warnings import PTBUserWarning

from bench.peers.duty import PATH, Duty, told
from bench.script import COMMAND, Move, Said, read

# It says that each message could have a conversation of its own; this one is a chat's.
warnings.filterwarnings("ignore", message="If 'per_message=False'", category=PTBUserWarning)

PLAIN = LinkPreviewOptions(is_disabled=True)

Handler = Any  # python-telegram-bot's handlers have five type parameters


class Flushing(Application):  # type: ignore[type-arg]
    """Persistence at its most careful: what has changed is written after every update."""

    async def process_update(self, update: object) -> None:
        await super().process_update(update)
        await self.update_persistence()


def conversation(moves: Sequence[Move], *, persistent: bool) -> Handler:
    first, *taps = moves

    async def begin(update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
        await _send(update, first.sends)
        return 0

    states = {
        number: [
            CallbackQueryHandler(
                _answered(number, move, last=number == len(taps) - 1), pattern=f"^{move.card}:"
            )
        ]
        for number, move in enumerate(taps)
    }
    return ConversationHandler(
        entry_points=[CommandHandler(COMMAND, begin)],
        states=states,  # type: ignore[arg-type]
        fallbacks=[CommandHandler("cancel", _cancel)],
        name="check",
        persistent=persistent,
    )


def _answered(number: int, move: Move, *, last: bool) -> Any:
    """The handler of one question's tap."""

    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        query = update.callback_query
        if query is None or context.user_data is None or move.record is None:
            raise RuntimeError("this is no tap")
        context.user_data[number] = query.data
        await query.answer()
        await query.edit_message_text(
            move.record.text, parse_mode=ParseMode.HTML, link_preview_options=PLAIN
        )
        await _send(update, move.sends)
        return ConversationHandler.END if last else number + 1

    return answered


async def _send(update: Update, sends: tuple[Said, ...]) -> None:
    if update.effective_message is None:
        raise RuntimeError("there is nobody to answer")
    for said in sends:
        await update.effective_message.reply_text(
            said.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=PLAIN,
            reply_markup=InlineKeyboardMarkup(
                [
                    [
                        InlineKeyboardButton(key["text"], callback_data=key["callback_data"])
                        for key in row
                    ]
                    for row in said.keyboard
                ]
            ),
        )


async def _cancel(_: Update, __: ContextTypes.DEFAULT_TYPE) -> int:
    return ConversationHandler.END


def main(duty: Duty, kind: type[Application[Any, Any, Any, Any, Any, Any]] = Application) -> None:
    """Serve until a signal, with everything else at its default."""
    kept: BasePersistence[Any, Any, Any] = PicklePersistence(duty.store)
    builder = (
        Application.builder().application_class(kind).token(duty.token).base_url(f"{duty.api}/bot")
    )
    application: Any = builder.persistence(kept).build()
    application.add_handler(conversation(read(duty.script), persistent=True))
    if duty.port is None:
        application.run_polling()
    else:
        application.run_webhook(port=duty.port, url_path=PATH, webhook_url=duty.webhook)


if __name__ == "__main__":
    main(told())
