"""Which visits are meant, as people say it after /visits: a village, a colleague, a town, a period, in any order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Member, Team
from knowledge.places import Places
from services import access, periods
from services.access import Action, Speaker
from services.visits.finding import EVERYTHING, Sieve
from services.work import WorkError

_OWN = ("我的", "我")


class SieveUnread(WorkError):
    """A word is no village, colleague, town or period that the speaker may look at."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def read(session: Session, speaker: Speaker, words: str, today: date, places: Places) -> Sieve:
    """Every word narrows the list; one that cannot be read is refused, never passed over."""
    sieve = EVERYTHING
    for word in words.split():
        for part in _parts(word, today, places):
            sieve = _narrowed(session, speaker, sieve, part, today, places)
    return sieve


def _parts(word: str, today: date, places: Places) -> Iterator[str]:
    """A word, or the words that were written as one: 我上饶镇埔中村这个月."""
    for part in periods.parted(word, today):
        own = next((word for word in _OWN if part.startswith(word)), "")
        rest = part.removeprefix(own)
        town = next((one.name for one in places.teams if rest.startswith(one.name)), "")
        yield from (one for one in (own, town, rest.removeprefix(town)) if one)


def _narrowed(session: Session, speaker: Speaker, sieve: Sieve, word: str, today: date, places: Places) -> Sieve:
    team_id = session.scalar(select(Team.id).where(Team.town == _town(word, places)))
    if team_id is not None:
        return replace(sieve, team_id=team_id)
    if word in _OWN:
        return replace(sieve, member_id=speaker.member_id)
    member_id = _member(session, speaker, word)
    if member_id is not None:
        return replace(sieve, member_id=member_id)
    village = _village(speaker, word, places)
    if village is not None:
        return replace(sieve, village=village)
    try:
        period = periods.read(word, today)
    except periods.PeriodUnread as error:
        raise SieveUnread(word) from error
    return replace(sieve, first=period.first, last=period.last)


def _town(word: str, places: Places) -> str:
    town = places.town(word)
    return town.name if town else ""


def _member(session: Session, speaker: Speaker, word: str) -> int | None:
    """Somebody of that name within the speaker's reach, when it is just one."""
    reach = access.reach(speaker, Action.LIST_VISITS)
    within = select(Team.id)
    if not reach.city:
        within = within.where(Team.town.in_(reach.towns) | Team.district.in_(reach.districts))
    found = session.scalars(select(Member.id).where(Member.name == word, Member.team_id.in_(within))).all()
    return found[0] if len(found) == 1 else None


def _village(speaker: Speaker, word: str, places: Places) -> str | None:
    """A village of the own town, 村 left out or not; for those above the teams, of any town."""
    villages = places.villages_of(speaker.team.town) if speaker.team else places.villages
    return next((one.name for one in villages if word in (one.name, one.short)), None)
