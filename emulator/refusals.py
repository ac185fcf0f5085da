"""How Telegram says no: a status, its own sentence, sometimes parameters; and how a connection is lost."""


class Refusal(Exception):
    """A call is answered with `ok: false`; nothing else happens."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


class Dropped(Exception):
    """The connection closed without an answer (a fault with `drop`).

    Under uvicorn the socket is really aborted. Over httpx's ASGITransport there is no socket, so this exception reaches
    the caller instead; python-telegram-bot turns it into a NetworkError, as it would a lost connection.
    """


class SimRefusal(Exception):
    """A person's side asked for what cannot be: an HTTP status and one sentence for whoever wrote the script."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


def bad_request(what: str, **parameters: int) -> Refusal:
    """400, in Telegram's wording."""
    return Refusal(400, f"Bad Request: {what}", **parameters)


def unparsable(why: str) -> Refusal:
    """400 for markup that cannot be read."""
    return bad_request(f"can't parse entities: {why}")


def forbidden(what: str) -> Refusal:
    """403, in Telegram's wording."""
    return Refusal(403, f"Forbidden: {what}")


def conflict(what: str) -> Refusal:
    """409: two ways of receiving updates at once."""
    return Refusal(409, f"Conflict: {what}")


def too_many(seconds: int) -> Refusal:
    """429; `seconds` says how long to be silent."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
