"""Compares the people of a list among each other and with who is known: who is new, who changes, what contradicts.

The list speaks for the posts of its people in their own town: a role it no longer names there ends. Elsewhere it only
adds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Member, Post, Team
from services.access import Role, Scope
from services.importing.headings import Column
from services.importing.roster import Person, Problem, Roster, Trouble
from services.people import PostPlan


@dataclass(frozen=True)
class Known:
    """A member as the database has them before the import; `posts` by the number of the row."""

    id: int
    name: str
    phone: str | None
    telegram_id: int | None
    town: str | None
    left: bool
    posts: dict[int, PostPlan] = field(default_factory=dict)


@dataclass
class Listed:
    """One person of the list, all their rows together; `row` is the first of them."""

    row: int
    name: str
    plans: list[PostPlan]
    phone: str | None
    telegram_id: int | None
    known: Known | None

    @property
    def town(self) -> str | None:
        """The town whose team this person belongs to by the list."""
        return next((plan.scope_name for plan in self.plans if plan.scope is Scope.TEAM), None)

    @property
    def before(self) -> list[PostPlan]:
        """The posts held so far."""
        return list(self.known.posts.values()) if self.known else []

    @property
    def after(self) -> list[PostPlan]:
        """The posts held once the list is carried out."""
        kept = [plan for plan in self.before if plan.scope is not Scope.TEAM or plan.scope_name != self.town]
        return [*self.plans, *(plan for plan in kept if plan not in self.plans)]

    @property
    def changes(self) -> bool:
        """Whether anything of a known person will be different."""
        known = self.known
        if known is None or known.left or set(self.before) != set(self.after):
            return True
        news = ((self.phone, known.phone), (self.telegram_id, known.telegram_id), (self.town, known.town))
        return any(new is not None and new != old for new, old in news)


@dataclass
class Plan:
    """What carrying out the list will do: `passed` rows can be used, `merged` of them only repeat another.

    `stationed` is the 进驻日 by town, `stationed_before` what the database has of it.
    """

    listed: list[Listed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    passed: int = 0
    merged: int = 0
    stationed: dict[str, date] = field(default_factory=dict)
    stationed_before: dict[str, date] = field(default_factory=dict)

    @property
    def new(self) -> list[Listed]:
        """People nobody knew."""
        return [one for one in self.listed if one.known is None]

    @property
    def changed(self) -> list[Listed]:
        """Known people of whom something changes."""
        return [one for one in self.listed if one.known is not None and one.changes]


def examine(session: Session, roster: Roster) -> Plan:
    """What carrying out this list would do; writes nothing. Rows that contradict others or the database are problems.

    Two rows mean one person when Telegram number, or name and place, or name and phone are the same; in this order a
    row also finds its member.
    """
    examination = _Examination(_Book(session))
    for person in roster.people:
        examination.take(person)
    plan = examination.plan
    plan.stationed_before = _stationed(session)
    plan.problems = sorted([*roster.problems, *plan.problems], key=lambda problem: problem.row)
    return plan


class _Book:
    """Everybody the database knows, by the ways a row may name them."""

    def __init__(self, session: Session) -> None:
        self._by_telegram: dict[int, Known] = {}
        self._by_place: dict[tuple[str, Scope, str], list[Known]] = {}
        self._by_phone: dict[tuple[str, str], list[Known]] = {}
        for known in _everybody(session):
            self._keep(known)

    def of_telegram(self, telegram_id: int | None) -> Known | None:
        """Whose number this is, also of those who left."""
        return self._by_telegram.get(telegram_id) if telegram_id else None

    def named(self, person: Person) -> list[Known]:
        """Who bears this name at this place, else who bears it with this phone."""
        plan = person.plan
        here = self._by_place.get((person.name, plan.scope, plan.scope_name), [])
        return here or (self._by_phone.get((person.name, person.phone), []) if person.phone else [])

    def _keep(self, known: Known) -> None:
        if known.telegram_id:
            self._by_telegram[known.telegram_id] = known
        if known.left:
            return
        places = {(plan.scope, plan.scope_name) for plan in known.posts.values()}
        for scope, name in places | ({(Scope.TEAM, known.town)} if known.town else set()):
            self._by_place.setdefault((known.name, scope, name), []).append(known)
        if known.phone:
            self._by_phone.setdefault((known.name, known.phone), []).append(known)


def _everybody(session: Session) -> Iterator[Known]:
    held: dict[int, dict[int, PostPlan]] = {}
    posts = select(Post.id, Post.member_id, Post.role, Post.scope, Post.scope_name).where(Post.until.is_(None))
    for post_id, member_id, role, scope, name in session.execute(posts):
        held.setdefault(member_id, {})[post_id] = PostPlan(Role(role), Scope(scope), name)
    members = select(Member.id, Member.name, Member.phone, Member.telegram_id, Team.town, Member.left_at)
    for number, name, phone, telegram_id, town, left_at in session.execute(members.outerjoin(Team)):
        yield Known(number, name, phone, telegram_id, town, left_at is not None, held.get(number, {}))


def _stationed(session: Session) -> dict[str, date]:
    rows = session.execute(select(Team.town, Team.stationed_on))
    return {town: day for town, day in rows if day is not None}


class _Contradiction(Exception):
    """The row under way says something else than another row or the database."""

    def __init__(self, column: Column, trouble: Trouble, said: object = "", *hints: object) -> None:
        super().__init__(column, trouble)
        self.column = column
        self.trouble = trouble
        self.said = str(said)
        self.hints = tuple(str(hint) for hint in hints)


class _Examination:
    """Takes person by person into the plan."""

    def __init__(self, book: _Book) -> None:
        self.plan = Plan()
        self._book = book
        self._seen: dict[tuple[object, ...], Listed] = {}
        self._stationed_in: dict[str, int] = {}

    def take(self, person: Person) -> None:
        """The row is in the plan, or among its problems."""
        try:
            known = self._known(person)
            listed = self._seen_before(person, known)
            self._note_day(person)
        except _Contradiction as found:
            problem = Problem(person.row, found.column, found.trouble, found.said, found.hints)
            self.plan.problems.append(problem)
            return
        self.plan.passed += 1
        if listed is None:
            listed = Listed(person.row, person.name, [], None, None, known)
            self.plan.listed.append(listed)
        self._add(listed, person)

    def _known(self, person: Person) -> Known | None:
        holder = self._book.of_telegram(person.telegram_id)
        if holder and holder.name != person.name:
            raise _Contradiction(Column.TELEGRAM, Trouble.TELEGRAM_TAKEN, person.telegram_id, holder.name)
        known = holder or self._namesake(person)
        if known and known.telegram_id and person.telegram_id not in (None, known.telegram_id):
            raise _Contradiction(Column.TELEGRAM, Trouble.TELEGRAM_DIFFERS, person.telegram_id, known.telegram_id)
        if known and not known.left and known.town and person.plan.scope is Scope.TEAM:
            _refuse_other_team(person, known.town)
        return known

    def _namesake(self, person: Person) -> Known | None:
        found = self._book.named(person)
        if len(found) > 1:
            found = [one for one in found if person.phone and one.phone == person.phone]
            if len(found) != 1:
                raise _Contradiction(Column.NAME, Trouble.NAMESAKES, person.name)
        return found[0] if found else None

    def _seen_before(self, person: Person, known: Known | None) -> Listed | None:
        listed = next((self._seen[key] for key in _keys(person, known) if key in self._seen), None)
        if listed is None:
            return None
        if listed.name != person.name:
            raise _Contradiction(Column.TELEGRAM, Trouble.TELEGRAM_TWICE, person.telegram_id, listed.row, listed.name)
        if person.phone and listed.phone not in (None, person.phone):
            raise _Contradiction(Column.PHONE, Trouble.DIFFERS_FROM_ROW, person.phone, listed.row)
        if person.telegram_id and listed.telegram_id not in (None, person.telegram_id):
            raise _Contradiction(Column.TELEGRAM, Trouble.DIFFERS_FROM_ROW, person.telegram_id, listed.row)
        if listed.town and person.plan.scope is Scope.TEAM:
            _refuse_other_team(person, listed.town)
        return listed

    def _note_day(self, person: Person) -> None:
        town, day = person.plan.scope_name, person.stationed_on
        if day is None:
            return
        if self.plan.stationed.setdefault(town, day) != day:
            row, first = self._stationed_in[town], self.plan.stationed[town]
            raise _Contradiction(Column.STATIONED, Trouble.STATIONED_DIFFERS, day, town, row, first)
        self._stationed_in.setdefault(town, person.row)

    def _add(self, listed: Listed, person: Person) -> None:
        if person.plan in listed.plans:
            self.plan.merged += 1
        else:
            listed.plans.append(person.plan)
        listed.phone = listed.phone or person.phone
        listed.telegram_id = listed.telegram_id or person.telegram_id
        for key in _keys(person, listed.known):
            self._seen.setdefault(key, listed)


def _keys(person: Person, known: Known | None) -> Iterator[tuple[object, ...]]:
    """What makes two rows one person, the surest first."""
    if person.telegram_id:
        yield ("telegram", person.telegram_id)
    if known:
        yield ("member", known.id)
    yield ("place", person.name, person.plan.scope, person.plan.scope_name)
    if person.phone:
        yield ("phone", person.name, person.phone)


def _refuse_other_team(person: Person, town: str) -> None:
    if person.plan.scope_name != town:
        raise _Contradiction(Column.TOWN, Trouble.IN_OTHER_TEAM, person.plan.scope_name, person.name, town)
