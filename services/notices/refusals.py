"""What notices refuse, as facts."""

from collections.abc import Sequence
from datetime import date, datetime

from db.models import Notice
from services.work import WorkError


class NoticeRefusal(WorkError):
    """Any refusal about notices; texts/notice_refusals finds the words."""


class NoticeClosed(NoticeRefusal):
    """The draft was sent or dropped already."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.id)
        self.notice = notice


class NoticeEmpty(NoticeRefusal):
    """A notice needs words, also where files go along with it."""


class NoticeTooLong(NoticeRefusal):
    """More than one message can hold beside its heading."""

    def __init__(self, characters: int, most: int) -> None:
        super().__init__(characters)
        self.characters = characters
        self.most = most


class TooManyFiles(NoticeRefusal):
    """More files than a notice takes along."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NobodyThere(NoticeRefusal):
    """The audience has no one in it."""


class AudienceMissing(NoticeRefusal):
    """Nobody has said whom the draft is for; that it is for everybody has to be said, too."""


class NotAddressed(NoticeRefusal):
    """Only people a notice was sent to can confirm it."""


class AlreadyConfirmed(NoticeRefusal):
    """A second tap on 收到."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class NothingToTakeBack(NoticeRefusal):
    """The person has not confirmed."""


class TextCorrected(NoticeRefusal):
    """The button stood under words that have been corrected since."""


class NoticeRecalled(NoticeRefusal):
    """The sender has recalled it."""


class CollectionClosed(NoticeRefusal):
    """Answers are taken no more."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class AnswerTooLong(NoticeRefusal):
    """An answer beyond what a cell and a person read."""

    def __init__(self, characters: int, most: int) -> None:
        super().__init__(characters)
        self.characters = characters
        self.most = most


class NudgeTooSoon(NoticeRefusal):
    """Reminded less than two hours ago (`again_at`), or twice already (None): then it is time to phone."""

    def __init__(self, waiting: Sequence[str], people: int, again_at: datetime | None) -> None:
        super().__init__(again_at)
        self.waiting = tuple(waiting)
        self.people = people
        self.again_at = again_at


class NobodyWaits(NoticeRefusal):
    """Everybody who can has confirmed."""


class MomentUnread(NoticeRefusal):
    """No single moment can be found in the words; `nearest` is the day next to one no calendar has."""

    def __init__(self, said: str, nearest: date | None = None) -> None:
        super().__init__(said)
        self.said = said
        self.nearest = nearest


class MomentPast(NoticeRefusal):
    """The moment is over."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.moment = moment


class RecallTooLate(NoticeRefusal):
    """Telegram lets a bot delete what it sent for 48 hours."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class NothingChanged(NoticeRefusal):
    """The corrected words are the old ones."""
