"""Which proxy the environment leads through, and which it cannot."""

import pytest

from bot.outbound.proxy import UnusableProxy, proxy_to

TELEGRAM = "https://api.telegram.org"


@pytest.fixture(autouse=True)
def _no_settings_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("settings", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://me:pw@proxy:3128"}, "http://me:pw@proxy:3128"),
        ({"https_proxy": "proxy:3128"}, "http://proxy:3128"),
        ({"ALL_PROXY": "https://proxy"}, "https://proxy"),
        ({"HTTP_PROXY": "http://proxy"}, None),
        ({"HTTPS_PROXY": "http://one", "ALL_PROXY": "socks5://two"}, "http://one"),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://proxy", "NO_PROXY": ".telegram.org"}, None),
        ({"ALL_PROXY": "socks5://proxy", "NO_PROXY": "api.telegram.org"}, None),
    ],
)
def test_the_proxy_is_the_one_that_is_set_for_telegram(
    settings: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert proxy_to(TELEGRAM) == proxy


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("proxy", ["socks5://me:secret@proxy:1080", "http://"])
def test_a_proxy_that_cannot_be_used_is_named_without_its_password(
    name: str, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, proxy)
    with pytest.raises(UnusableProxy, match=f"{name} is no http:// or https:// address") as caught:
        proxy_to(TELEGRAM)
    assert "secret" not in str(caught.value)
