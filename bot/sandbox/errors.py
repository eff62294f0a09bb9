"""What the stand-in says when it refuses a call, in Telegram's own words and codes."""

from typing import Any


class ApiError(Exception):
    """A Bot API call is refused; `code` and `description` are what Telegram would answer."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        """Keep the answer; `parameters` are Telegram's ResponseParameters."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def shape(self) -> dict[str, Any]:
        """Say it as the Bot API does."""
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(words: str) -> ApiError:
    """A 400, with the prefix every one of them has."""
    return ApiError(400, f"Bad Request: {words}")


def forbidden(words: str) -> ApiError:
    """A 403: the person or the group does not want the bot."""
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    """A 409: two ways of receiving updates are in each other's way."""
    return ApiError(409, f"Conflict: {words}")


def flood(seconds: float) -> ApiError:
    """A 429 that asks for `seconds` of silence, rounded up as Telegram does."""
    wait = max(1, -int(-seconds // 1))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
