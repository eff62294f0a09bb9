"""Sealing."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.store.codec import Codec, new_key
from bot.store.errors import Unreadable

KEY, OTHER = new_key(), new_key()


@given(some.binary(), some.binary())
def test_what_is_sealed_opens_where_it_belongs(plain: bytes, context: bytes) -> None:
    codec = Codec([KEY])
    assert codec.open(codec.seal(plain, context), context) == plain


def test_it_opens_nowhere_else() -> None:
    codec = Codec([KEY])
    with pytest.raises(Unreadable, match="changed"):
        codec.open(codec.seal(b"swelling", b"chats:1//"), b"chats:2//")


@given(some.data())
def test_a_changed_byte_or_a_lost_end_is_noticed(data: some.DataObject) -> None:
    codec = Codec([KEY])
    sealed = bytearray(codec.seal(b"swelling", b"here"))
    place = data.draw(some.integers(0, len(sealed) - 1))
    with pytest.raises(Unreadable):
        codec.open(bytes(sealed[:place]), b"here")
    sealed[place] ^= data.draw(some.integers(1, 255))
    with pytest.raises(Unreadable):
        codec.open(bytes(sealed), b"here")


def test_the_same_is_never_sealed_alike_and_shows_nothing() -> None:
    codec = Codec([KEY])
    once, again = (codec.seal(b"swelling", b"here") for _ in range(2))
    assert once != again
    assert b"swelling" not in once


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, both = Codec([OTHER]), Codec([KEY, OTHER, KEY])
    before = old.seal(b"swelling", b"here")
    assert both.open(before, b"here") == b"swelling"
    assert not both.is_current(before)
    after = both.seal(b"swelling", b"here")
    assert both.is_current(after)
    assert Codec([KEY]).open(after, b"here") == b"swelling"


def test_a_missing_key_is_named_but_not_told() -> None:
    sealed = Codec([OTHER]).seal(b"swelling", b"here")
    with pytest.raises(Unreadable, match=f"{sealed[:4].hex()}: add it to LEGWISE_KEY") as caught:
        Codec([KEY]).open(sealed, b"here")
    assert OTHER not in str(caught.value)


def test_a_key_may_lack_its_equals_sign_but_nothing_else() -> None:
    assert Codec([KEY.rstrip("=")]).is_current(Codec([KEY]).seal(b"", b""))
    for wrong in ("", "abc", KEY[:-2], KEY + KEY, "é" * 43, "!" * 43):
        with pytest.raises(ValueError, match="a key is 32 bytes"):
            Codec([wrong])
    with pytest.raises(ValueError, match="at least one"):
        Codec([])
