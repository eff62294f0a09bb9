"""The proxy that this computer's settings lead to Telegram through, if any."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

SPOKEN = ("http", "https")


class UnusableProxy(Exception):
    """A proxy is set that cannot be used; the message says which, and what can."""


def proxy_to(url: str) -> str | None:
    """Find the proxy for an address by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`.

    Raises:
        UnusableProxy: It is of a kind that is not spoken here. Its address, which may hold a
            password, is not repeated.
    """
    there = urlsplit(url)
    if proxy_bypass(there.hostname or ""):
        return None
    known = getproxies()
    kind = there.scheme if known.get(there.scheme) else "all"
    proxy = known.get(kind)
    if not proxy:
        return None
    if "://" not in proxy:
        proxy = f"http://{proxy}"
    if urlsplit(proxy).scheme not in SPOKEN or not urlsplit(proxy).hostname:
        raise UnusableProxy(
            f"{kind.upper()}_PROXY is no http:// or https:// address of a proxy: give one of those,"
            f" or put {there.hostname} into NO_PROXY"
        )
    return proxy
