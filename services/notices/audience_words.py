"""An audience in words: 饶平县重点帮扶镇的队长, 上饶镇和新圩镇, a pasted list of names, 未完成一镇一策的人."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Member, Notice, Team
from knowledge.duties import DutyBook
from knowledge.places import Places
from knowledge.places.nearest import nearest
from services.access import Speaker
from services.duties.book import book
from services.notices.audience import Audience, reachable

MOST_NAMES = 500
# Beyond so many people nobody is compared with all of them for a slip of the pen.
_COMPARED = 5000
_EVERYBODY = re.compile(r"^(?:发给)?(?:全体|所有人|全部|大家|每个人|全市)(?:人员|成员|同志|队员们)?$")
_UNDONE = re.compile(
    r"(?:未|没有|没|还没)(?:完成|办完|办好|办|做完|交|报)了?的?[“\"「]?(?P<what>[^”\"」]+?)[”\"」]?(?:的人|的)?$"
)
_UNCONFIRMED = re.compile(r"(?:未|没有|没|还没)(?:确认|回复|收到).*?(?P<number>\d+)")
_BREAKS = re.compile(r"[、,，;；/|\t\n]+")
_SPACES = re.compile(r"\s+")
_JOINS = re.compile(r"[和及与跟]|以及")
_FILLERS = re.compile(
    r"^(?:发给|请发|给|的|和|及|与|跟|所有|全部|全体|各级|各|驻镇|驻村|工作队|帮扶队|全队|队里|这|里|在|是|都|只|也|还有|以及|等)+"
    r"|(?:的|和|及|与|们|等|都|里|等人|同志|人员|全体|工作队|工作人员|的人|人)+$"
)


@dataclass(frozen=True)
class Unknown:
    """Words that are neither a place nor a role nor anybody's name, with the names they may mean."""

    said: str
    nearest: tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """A name that several people bear, with the town of each."""

    name: str
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Meant:
    """What the words name, and what of them names nobody or several people."""

    audience: Audience
    everybody: bool = False
    unknown: tuple[Unknown, ...] = ()
    shared: tuple[Shared, ...] = ()

    @property
    def clear(self) -> bool:
        """Every word was understood."""
        return not self.unknown and not self.shared


@dataclass(frozen=True)
class Lexicon:
    """What words may name; `roles` by their Chinese names."""

    places: Places
    duties: DutyBook
    roles: Mapping[str, str]

    def terms(self) -> list[tuple[str, Audience]]:
        """Every place, class and role by name, the longest names first."""
        teams = self.places.teams
        found = [(town.district, Audience(districts=(town.district,))) for town in teams]
        found += [(town.town_class, Audience(town_classes=(town.town_class,))) for town in teams]
        found += [(name, Audience(roles=(role,))) for name, role in self.roles.items()]
        for town in teams:
            names = [name for name in (town.name, town.short, *town.also) if len(name) > 1]
            found += [(name, Audience(towns=(town.name,))) for name in names]
        return sorted(dict(reversed(found)).items(), key=lambda term: -len(term[0]))


def read(session: Session, speaker: Speaker, words: str, lexicon: Lexicon) -> Meant:
    """Whom the words mean; what they do not is named. A name with its town (上饶镇王队) means that one person."""
    said = words.strip()
    if _EVERYBODY.match(said):
        return Meant(Audience(), everybody=True)
    undone = _undone(session, speaker, said, lexicon)
    return undone or _Reader(session, speaker, lexicon).read(said)


def duty_named(session: Session, said: str, shipped: DutyBook) -> str | None:
    """The duty whose name or short name holds these words, or is held by them."""
    duties = list(book(session, shipped))
    exact = [duty.id for duty in duties if said in (duty.short, duty.name)]
    alike = [duty.id for duty in duties if said in duty.name or duty.short in said]
    return next(iter((*exact, *alike)), None)


def _undone(session: Session, speaker: Speaker, said: str, lexicon: Lexicon) -> Meant | None:
    notice = _UNCONFIRMED.search(said)
    if notice is not None:
        number = int(notice["number"])
        own = select(Notice.id).where(Notice.id == number, Notice.author_id == speaker.member_id)
        found = session.scalar(own.where(Notice.sent_at.is_not(None)))
        return Meant(Audience(unconfirmed=found)) if found else Meant(Audience(), unknown=(Unknown(said, ()),))
    duty = _UNDONE.search(said)
    if duty is None:
        return None
    found_duty = duty_named(session, duty["what"], lexicon.duties)
    if found_duty is None:
        names = tuple(one.short for one in book(session, lexicon.duties))
        return Meant(Audience(), unknown=(Unknown(duty["what"], tuple(nearest(duty["what"], names))),))
    before = _Reader(session, speaker, lexicon).read(said[: duty.start()])
    return Meant(before.audience.joined(Audience(duties=(found_duty,))), unknown=before.unknown, shared=before.shared)


class _Reader:
    """Reads one message piece by piece, gathering what it names."""

    def __init__(self, session: Session, speaker: Speaker, lexicon: Lexicon) -> None:
        self._session = session
        self._speaker = speaker
        self._terms = lexicon.terms()
        self._audience = Audience()
        self._unknown: list[Unknown] = []
        self._shared: list[Shared] = []

    def read(self, said: str) -> Meant:
        pieces = [piece.strip() for piece in _BREAKS.split(said) if piece.strip()]
        people = self._people(pieces)
        for piece in pieces[:MOST_NAMES]:
            self._take(piece, people)
        return Meant(self._audience, unknown=tuple(self._unknown), shared=tuple(self._shared))

    def _take(self, piece: str, people: Mapping[str, Sequence[tuple[int, str]]]) -> None:
        """A name as a whole, else places and roles; what is left may be a name beside its town."""
        if self._name(piece, people):
            return
        rest, named = piece, Audience()
        for term, audience in self._terms:
            if term in rest:
                rest, named = rest.replace(term, " ", 1), named.joined(audience)
        left = [one for one in (_bare(part) for part in _SPACES.split(_JOINS.sub(" ", rest))) if one]
        if len(left) == 1 and len(named.towns) == 1 and self._name(left[0], people, named.towns[0]):
            return
        self._audience = self._audience.joined(_without_its_district(named, piece))
        for one in left:
            if not self._name(one, people):
                self._unknown.append(Unknown(one, self._nearest(one)))

    def _name(self, said: str, people: Mapping[str, Sequence[tuple[int, str]]], town: str | None = None) -> bool:
        found = [(number, of) for number, of in people.get(said, ()) if town in (None, of)]
        if len(found) == 1:
            self._audience = self._audience.joined(Audience(people=(found[0][0],)))
        elif found:
            self._shared.append(Shared(said, tuple(of for _, of in found)))
        return bool(found)

    def _people(self, pieces: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
        """Everybody within reach whose whole name stands in the pieces, by name."""
        names = {part for piece in pieces for part in self._parts(piece)}
        rows = self._session.execute(
            select(Member.name, Member.id, Team.town)
            .outerjoin(Team, Team.id == Member.team_id)
            .where(Member.name.in_(names), *reachable(self._speaker))
            .order_by(Member.id)
        )
        found: dict[str, list[tuple[int, str]]] = {}
        for name, number, town in rows:
            found.setdefault(name, []).append((number, town or ""))
        return found

    def _parts(self, piece: str) -> set[str]:
        rest = piece
        for term, _ in self._terms:
            rest = rest.replace(term, " ")
        parts = {_bare(part) for part in _SPACES.split(_JOINS.sub(" ", rest))}
        return {piece, *_SPACES.split(piece), *parts} - {""}

    def _nearest(self, said: str) -> tuple[str, ...]:
        names = self._session.scalars(select(Member.name).where(*reachable(self._speaker)).limit(_COMPARED)).all()
        places = [term for term, _ in self._terms]
        return tuple(nearest(said, tuple(dict.fromkeys((*names, *places)))))


def _bare(words: str) -> str:
    """Without the words that only join or fill."""
    before = ""
    while before != words:
        before, words = words, _FILLERS.sub("", words.strip())
    return words


def _without_its_district(named: Audience, piece: str) -> Audience:
    """饶平县上饶镇 is the town alone, not the whole district."""
    kept = tuple(
        district for district in named.districts if not any(f"{district}{town[:2]}" in piece for town in named.towns)
    )
    return Audience(kept, *[getattr(named, name) for name in ("town_classes", "towns", "roles")])
