"""What a sentence is understood as."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.places import Village
from services.understanding.dates import Impossible


class Kind(StrEnum):
    """What the speaker is doing."""

    VISIT = "visit"
    QUESTION = "question"
    ISSUE = "issue"
    FUND = "fund"
    PROMISE_DONE = "promise_done"
    CHAT = "chat"
    COMMAND = "command"


@dataclass(frozen=True)
class Promise:
    """What the writer undertook, in the words said; `by` is the last day, inclusive, None where no day was said."""

    what: str
    by: date | None


@dataclass(frozen=True)
class Understanding:
    """A sentence and its slots; only a visit has any. Texts are pieces of `said`, unchanged.

    `visited_on` is None for other kinds, and where the words name no single past day (前几天, 11月31日): then it is
    to be asked. `village` is canonical, `village_said` the words it was read from, `village_town` its town;
    `village_candidates` are those it may be where that stays open, `more_villages` further ones that were visited.
    `households_counted` is False where `count` was said of people (三个老人), so that nobody calls them 户.
    Where the town has no such village, `village` is None and `village_said` keeps the name.
    `unmade` says that a chat tells of a visit that was not made or is still to come, `planned_on` on which day.
    `ahead` is a day within the next month that was said of a visit, and would be last year's if it lay back: nobody
    can tell which is meant, so `visited_on` is None. `impossible` are the days said that no calendar has, `dates`
    every single day the sentence names.
    """

    said: str
    kind: Kind
    visited_on: date | None = None
    village: str | None = None
    household: str | None = None
    place: str | None = None
    needs: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    companions: tuple[str, ...] = ()
    count: int | None = None
    dates: tuple[date, ...] = ()
    village_said: str | None = None
    village_town: str | None = None
    village_candidates: tuple[Village, ...] = ()
    more_villages: tuple[str, ...] = ()
    planned_on: date | None = None
    unmade: bool = False
    ahead: date | None = None
    impossible: tuple[Impossible, ...] = field(default=())
    households_counted: bool = True

    def as_json(self) -> dict[str, object]:
        """The object `bot.py read` prints; its keys are a contract."""
        return {
            "text": self.said,
            "kind": self.kind.value,
            "visited_on": _iso(self.visited_on),
            "village": self.village,
            "household": self.household,
            "place": self.place,
            "needs": list(self.needs),
            "actions": list(self.actions),
            "promises": [{"what": promise.what, "by": _iso(promise.by)} for promise in self.promises],
            "companions": list(self.companions),
            "count": self.count,
            "dates": [day.isoformat() for day in self.dates],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
