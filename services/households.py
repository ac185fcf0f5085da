"""One household under the several ways in which it is called."""

from services.understanding.plain import plain

_TAILS = ("家里", "家的", "家", "那里", "户")


def home_of(household: str | None) -> str | None:
    """张大爷家, 張大爺家里 → 张大爷: what two sayings must share to mean one household; None where none was said."""
    if not household:
        return None
    said = plain(household).strip()
    tail = next((tail for tail in _TAILS if said.endswith(tail) and len(said) > len(tail) + 1), "")
    return said.removesuffix(tail) or None
