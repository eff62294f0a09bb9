"""Encryption keys as text: 32 random bytes in urlsafe base64, and the file one is kept in."""

import base64
import binascii
import os
import secrets
from pathlib import Path

POSIX = os.name == "posix"
KEY_BYTES = 32
KEY_FORM = "32 bytes in urlsafe base64 (43 or 44 characters)"


def new_key() -> str:
    """Make a key: 44 characters, good for LEGWISE_KEY."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def key_bytes(text: str) -> bytes:
    """Read a key, with or without its closing `=`.

    Raises:
        ValueError: It is no key. The message does not repeat it.
    """
    try:
        key = base64.b64decode(text.rstrip("=") + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"a key is {KEY_FORM}") from None
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key is {KEY_FORM}")
    return key


def kept_key(file: Path) -> str:
    """Return the key kept in `file`, made now if there is none.

    Raises:
        ValueError: The file holds no key, or others may read it; the message says what to do.
        OSError: The file can be neither read nor made.
    """
    if not file.exists():
        _keep_new(file)
    mode = file.stat().st_mode
    if POSIX and mode & 0o077:
        raise ValueError(f"others may read the key in {file}: run chmod 600 '{file}'")
    key = file.read_text(encoding="ascii", errors="replace").strip()
    try:
        key_bytes(key)
    except ValueError as error:
        raise ValueError(f"{file} holds no key ({error}): put the key back from a copy") from None
    return key


def _keep_new(file: Path) -> None:
    """Write a new key, whole and on the disk before anything is sealed with it.

    Two processes may start at once: one of them makes the link, and both then read its key.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, f"{new_key()}\n".encode())
        os.fsync(handle)
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            return
    finally:
        os.close(handle)
        draft.unlink()
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Make a new name in `folder` outlive a power cut; only POSIX opens folders."""
    if not POSIX:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
