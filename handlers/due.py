"""What is told to whoever puts a planned delivery into words."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from services.access import Speaker
from services.clock import day_of
from services.knowing import Knowledge


@dataclass(frozen=True)
class Due:
    """A delivery at the moment of sending: to whom, under which occasion, about what."""

    session: Session
    speaker: Speaker
    now: datetime
    occasion: str
    subject: str
    key: str
    knowledge: Knowledge

    @property
    def today(self) -> date:
        """The teams' calendar day."""
        return day_of(self.now)
