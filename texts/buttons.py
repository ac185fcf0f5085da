"""Buttons as words and what pressing them means, before any Telegram type is in sight."""

from dataclasses import dataclass
from typing import TypeAlias

DATA_BYTES = 64


@dataclass(frozen=True)
class Button:
    """An inline button: `verb` names who hears the press, `fact` what it is about (64 bytes together, Telegram)."""

    label: str
    verb: str
    fact: str = ""

    @property
    def data(self) -> str:
        """What Telegram carries back; ValueError where it would refuse the length."""
        data = f"{self.verb}:{self.fact}" if self.fact else self.verb
        if len(data.encode()) > DATA_BYTES:
            raise ValueError(f"callback data over {DATA_BYTES} bytes: {data}")
        return data


Rows: TypeAlias = tuple[tuple[Button, ...], ...]
Keyboard: TypeAlias = tuple[tuple[str, ...], ...]


def rows(*buttons: Button, across: int = 3) -> Rows:
    """The buttons, so many across."""
    return tuple(buttons[start : start + across] for start in range(0, len(buttons), across))


def turning(verb: str, number: int, pages: int, fact: str = "") -> tuple[Button, ...]:
    """〔‹ 上页〕第2/5页〔下页 ›〕 without dead ones; nothing where there is one page."""
    tail = f",{fact}" if fact else ""
    back = [Button("‹ 上页", verb, f"{number - 1}{tail}")] if number > 1 else []
    forth = [Button("下页 ›", verb, f"{number + 1}{tail}")] if number < pages else []
    return tuple(back + forth)
