"""Backing up and restoring whatever database is configured."""

import asyncio
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir
from typing import assert_never

from bot.config import Config
from bot.databases import Server
from bot.store.connect import codec_for, make_usual_folder
from bot.store.copying import copy_file, new_file
from bot.store.errors import Unusable
from bot.store.restore import prepared, restore_file

IN_MEMORY = "DATABASE_URL is in memory, where nothing lasts: set it to the database that is meant"


async def back_up(config: Config, file: Path) -> None:
    """Copy the configured database to a new file, while the bot runs.

    Raises:
        Unusable: It cannot be read, or the file cannot be made.
    """
    with new_file(file) as part:
        match config.database:
            case Server() as server:
                from bot.store.postgres.copying import back_up as export  # noqa: PLC0415  see connect

                await export(server, part)
            case Path() as database:
                await asyncio.to_thread(copy_file, database, part)
            case None:
                raise Unusable(IN_MEMORY)
            case _:
                assert_never(config.database)


async def restore(config: Config, file: Path, now: datetime, *, replace: bool) -> Path | None:
    """Put a backup in the configured database's place.

    Returns:
        Where the SQLite file is now that was there before.

    Raises:
        Unusable: It cannot be done; nothing is changed then.
    """
    match config.database:
        case Server() as server:
            from bot.store.postgres.copying import fill  # noqa: PLC0415  see connect

            async with prepared(file, codec_for(config), now, Path(gettempdir())) as copy:
                await fill(server, copy, replace=replace)
            return None
        case Path() as database:
            make_usual_folder(config)
            return await restore_file(file, database, codec_for(config), now, replace=replace)
        case None:
            raise Unusable(IN_MEMORY)
        case _:
            assert_never(config.database)
