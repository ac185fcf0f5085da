"""Why something about a 队长有话说 is refused."""

from datetime import datetime

from services.work import WorkError


class TalkRefusal(WorkError):
    """Anything about a session that cannot be."""


class TalkGone(TalkRefusal):
    """There is no such session, or none at all now."""


class SeveralThemes(TalkRefusal):
    """More than one theme was written; `parts` are they."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(parts)
        self.parts = parts


class ThemeLength(TalkRefusal):
    """A theme has two to thirty characters."""


class MomentUnread(TalkRefusal):
    """No day, or none still to come, can be read from what was said."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class ClosesTooLate(TalkRefusal):
    """Sign-up must close between now and the beginning."""


class TooManyTeams(TalkRefusal):
    """At most six teams speak at one session."""


class NotModerator(TalkRefusal):
    """`by` moderates this session."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class SignUpClosed(TalkRefusal):
    """Sign-up closed at this moment."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class SeatsTaken(TalkRefusal):
    """Six teams have signed up already; these towns."""

    def __init__(self, towns: tuple[str, ...]) -> None:
        super().__init__(towns)
        self.towns = towns


class NotInvited(TalkRefusal):
    """This session names the teams that speak; these towns."""

    def __init__(self, towns: tuple[str, ...]) -> None:
        super().__init__(towns)
        self.towns = towns


class SignedUpBefore(TalkRefusal):
    """The team stands in the order already, at this place."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class TalkOver(TalkRefusal):
    """It ended, or was cancelled, at this moment."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class NotBegun(TalkRefusal):
    """It has not begun yet."""


class BegunBefore(TalkRefusal):
    """It began at this moment."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class AnotherUnderWay(TalkRefusal):
    """Session `talk_id` is under way; one at a time."""

    def __init__(self, talk_id: int) -> None:
        super().__init__(talk_id)
        self.talk_id = talk_id


class TurnPassed(TalkRefusal):
    """The button belongs to a turn that is over; a colleague or an earlier tap moved on."""


class QuestionGone(TalkRefusal):
    """No such question, or withdrawn, or not the speaker's own."""


class QuestionAsked(TalkRefusal):
    """The question was put already; under this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class PassedOn(TalkRefusal):
    """Departments have the question already, as problem `issue`."""

    def __init__(self, issue: int) -> None:
        super().__init__(issue)
        self.issue = issue


class QuestionLength(TalkRefusal):
    """A question has four to five hundred characters; this one has `characters`."""

    def __init__(self, characters: int) -> None:
        super().__init__(characters)
        self.characters = characters


class SupportedBefore(TalkRefusal):
    """同问 was pressed before, or the question is the speaker's own."""
