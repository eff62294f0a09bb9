"""Sealing: what is personal leaves memory only encrypted and authenticated.

A sealed value is `key id (4 bytes) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`, AES-256-GCM. The nonce is
random, so one key is good for 2³² values (NIST SP 800-38D, section 8.3): some fifty years of 100,000
turns a day.
"""

import hashlib
import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.keys import key_bytes, new_key
from bot.store.errors import Unreadable

__all__ = ["Codec", "new_key"]

ID_BYTES = 4
NONCE_BYTES = 12


class Codec:
    """Seals with the first key, opens with any. That is how keys are rotated."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Take keys as `new_key` makes them, the current one first.

        Raises:
            ValueError: There is none, or one is no key.
        """
        self._ciphers: dict[bytes, AESGCM] = {}
        for key in map(key_bytes, keys):
            self._ciphers.setdefault(_key_id(key), AESGCM(key))
        if not self._ciphers:
            raise ValueError("at least one key is needed")
        self._id, self._cipher = next(iter(self._ciphers.items()))

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Encrypt. `context` says where the value belongs; it opens nowhere else."""
        nonce = os.urandom(NONCE_BYTES)
        return self._id + nonce + self._cipher.encrypt(nonce, plain, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypt.

        Raises:
            Unreadable: None of the keys sealed it, it was changed, or it belongs elsewhere.
        """
        key_id, rest = sealed[:ID_BYTES], sealed[ID_BYTES:]
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise Unreadable(f"it needs the key with id {key_id.hex()}: add it to LEGWISE_KEY")
        try:
            return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], context)
        except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
            raise Unreadable("it was changed after it was sealed: restore a backup") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the first key sealed it."""
        return sealed[:ID_BYTES] == self._id


def _key_id(key: bytes) -> bytes:
    """Name a key without giving it away."""
    return hashlib.sha256(b"legwise key id" + key).digest()[:ID_BYTES]
