"""The same check as python-telegram-bot's users write it: its ConversationHandler.

Each tap is answered, the old question shrinks to a record, the next is sent; the answer is kept in
`user_data`. It asks nothing of its own, so that the bots differ only in how they do the same.
"""

import warnings
from pathlib import Path
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

from bench.ours import Took, Watch
from bench.play import COMMAND, Move, Said, moves
from bench.wire import TOKEN, Wire

# It says that each message could have a conversation of its own; this one is a chat's.
warnings.filterwarnings("ignore", message="If 'per_message=False'", category=PTBUserWarning)

PLAIN = LinkPreviewOptions(is_disabled=True)

Handler = Any  # python-telegram-bot's handlers have five type parameters


class Flushing(Application):  # type: ignore[type-arg]
    """Persistence at its most careful: what has changed is written after every update."""

    async def process_update(self, update: object) -> None:
        await super().process_update(update)
        await self.update_persistence()


def _conversation(*, persistent: bool) -> Handler:
    first, *taps = moves()

    async def begin(update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
        await _send(update, first.sends)
        return 0

    states = {
        number: [CallbackQueryHandler(_answered(number, move), pattern=f"^{_card(move)}:")]
        for number, move in enumerate(taps)
    }
    return ConversationHandler(
        entry_points=[CommandHandler(COMMAND, begin)],
        states=states,  # type: ignore[arg-type]
        fallbacks=[CommandHandler("cancel", _cancel)],
        name="check",
        persistent=persistent,
    )


def _answered(number: int, move: Move) -> Any:
    """The handler of one question's tap."""
    last = len(moves()) - 2

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
        return ConversationHandler.END if number == last else number + 1

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


def _card(move: Move) -> str:
    return (move.tapped or "").partition(":")[0]


async def measure(pickle: Path | None, prepared: list[bytes], updates: int, calls: int) -> Took:
    """Serve prepared updates.

    Args:
        pickle: Where to persist after every update; None for no persistence at all.
    """
    wire = Wire(prepared, calls)
    builder: Any = Application.builder().token(TOKEN).request(wire).get_updates_request(wire)
    if pickle is not None:
        kept: BasePersistence[Any, Any, Any] = PicklePersistence(pickle)
        builder = builder.application_class(Flushing).persistence(kept)
    application = builder.build()
    application.add_handler(_conversation(persistent=pickle is not None))
    async with application:
        await application.start()
        with Watch(updates) as watch:
            await application.updater.start_polling(poll_interval=0)
            await wire.full.wait()
        await application.updater.stop()
        await application.stop()
    return watch.took
