"""The office's clock: what `now` is, and which day it is for the teams."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TEAM_ZONE = ZoneInfo("Asia/Shanghai")


class Clock:
    """Runs with the wall by default; `start` (else now) and `speed` set a demonstration's own time."""

    def __init__(
        self, start: datetime | None = None, speed: float = 1.0, wall: Callable[[], float] = time.time
    ) -> None:
        self._wall = wall
        self._opened = wall()
        if start is None and speed != 1.0:
            start = datetime.fromtimestamp(self._opened, UTC)
        self._start = start.astimezone(UTC) if start else None
        self._speed = speed

    @property
    def demonstrates(self) -> bool:
        """Whether it shows another time than the wall's."""
        return self._start is not None

    @property
    def speed(self) -> float:
        """How many seconds pass here in one of the wall's."""
        return self._speed

    def begin(self) -> None:
        """A demonstration's time starts at this moment, not while the assistant was still getting ready."""
        self._opened = self._wall()

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        wall = self._wall()
        if self._start is None:
            return datetime.fromtimestamp(wall, UTC)
        return self._start + timedelta(seconds=(wall - self._opened) * self._speed)


def day_of(moment: datetime) -> date:
    """The teams' calendar day of a moment."""
    return moment.astimezone(TEAM_ZONE).date()
