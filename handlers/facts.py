"""What a button is about, read strictly as it comes back from a phone."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from services.work import ButtonStale

# More digits than any row or update of ours has; Telegram's longest number has sixteen.
_MOST_DIGITS = 16
_LAST_MOMENT = 2**33
Choice = TypeVar("Choice", bound=StrEnum)


class Fact(str):
    """The text behind the verb. Reading it as anything it is not refuses with ButtonStale.

    `int(fact)` is strict as well, so that a handler cannot forget: a row's number is plain digits.
    """

    __slots__ = ()

    def __int__(self) -> int:
        if not (self.isascii() and self.isdigit() and len(self) <= _MOST_DIGITS):
            raise ButtonStale
        return int(str(self))

    def below(self, count: int) -> int:
        """A place in a list of so many."""
        number = int(self)
        if number >= count:
            raise ButtonStale
        return number

    def day(self) -> date:
        """A day as YYYY-MM-DD."""
        try:
            return date.fromisoformat(self)
        except ValueError as error:
            raise ButtonStale from error

    def moment(self) -> datetime:
        """A moment as seconds since 1970."""
        return datetime.fromtimestamp(self.below(_LAST_MOMENT), UTC)

    def one_of(self, choices: type[Choice]) -> Choice:
        """The member of the enumeration that has this value."""
        if self not in {choice.value for choice in choices}:
            raise ButtonStale
        return choices(str(self))

    def among(self, known: Collection[str]) -> str:
        """One of these words."""
        if self not in known:
            raise ButtonStale
        return str(self)

    def partition(self, sep: str, /) -> tuple["Fact", "Fact", "Fact"]:
        """As of any text; the parts are facts."""
        before, between, after = super().partition(sep)
        return Fact(before), Fact(between), Fact(after)

    def parts(self, count: int) -> list["Fact"]:
        """So many parts with commas between; the last may have commas of its own."""
        found = [Fact(part) for part in self.split(",", count - 1)]
        if len(found) != count:
            raise ButtonStale
        return found
