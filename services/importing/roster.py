"""A list of people handed in as a table (人员名单): its columns, and every row read and checked by itself (H3)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from knowledge.places import Places
from knowledge.places.nearest import nearest
from services.access import SCOPES, Role, Scope
from services.importing.headings import Column, Line, Listing
from services.people import CITY_NAME, PostPlan

EXAMPLE = "示例"
_FIRST_YEAR = 2015  # the oldest 帮扶 team still at work cannot have come earlier
_CITY_SAID = frozenset({CITY_NAME, "潮州", "全市"})
_NONE = frozenset({"", "-", "—", "--", "/", "无", "暂无"})
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,20}")
_DEPARTMENT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()·、]{2,30}")
_MOBILE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"(0[0-9]{2,3})-?([0-9]{7,8})(-[0-9]{1,6})?")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_DAY_CLOSED_UP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MOST_TELEGRAM = 2**52  # Telegram: an id has at most 52 significant bits

Value = TypeVar("Value")


class Trouble(StrEnum):
    """What may be wrong with a row; texts/importing.py has the sentence and the mend of each."""

    MISSING = "missing"
    FORMULA = "formula"
    NAME_UNFIT = "name_unfit"
    ROLE_UNKNOWN = "role_unknown"
    TOWN_UNKNOWN = "town_unknown"
    TOWN_WITHOUT_TEAM = "town_without_team"
    TOWN_ELSEWHERE = "town_elsewhere"
    DISTRICT_UNKNOWN = "district_unknown"
    SCOPE_UNFIT = "scope_unfit"
    DEPARTMENT_UNFIT = "department_unfit"
    PHONE_UNFIT = "phone_unfit"
    TELEGRAM_UNFIT = "telegram_unfit"
    DAY_UNREAD = "day_unread"
    DAY_NOT_REAL = "day_not_real"
    DAY_FAR = "day_far"
    DAY_WITHOUT_TEAM = "day_without_team"
    DIFFERS_FROM_ROW = "differs_from_row"
    TELEGRAM_TWICE = "telegram_twice"
    STATIONED_DIFFERS = "stationed_differs"
    TELEGRAM_TAKEN = "telegram_taken"
    TELEGRAM_DIFFERS = "telegram_differs"
    IN_OTHER_TEAM = "in_other_team"
    NAMESAKES = "namesakes"


@dataclass(frozen=True)
class Problem:
    """One thing to mend in the row of this number: the column, what it says, and what helps to mend it."""

    row: int
    column: Column
    trouble: Trouble
    said: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """A row that can be used: who, into which post. `stationed_on` is the 进驻日 of the post's team."""

    row: int
    name: str
    plan: PostPlan
    phone: str | None = None
    telegram_id: int | None = None
    stationed_on: date | None = None


@dataclass
class Roster:
    """All rows of a list: people, what is wrong with the others, how many examples were left out, unused headings."""

    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    examples: int = 0
    unused: tuple[str, ...] = ()


class _Unfit(Exception):
    """The cell under way cannot be used."""

    def __init__(self, column: Column, trouble: Trouble, said: str = "", hints: tuple[str, ...] = ()) -> None:
        super().__init__(column, trouble)
        self.column = column
        self.trouble = trouble
        self.said = said
        self.hints = hints


def read(listing: Listing, places: Places, role_names: Mapping[str, Role], today: date) -> Roster:
    """Every row of the list as a person, or with everything that is wrong with it; a row named 示例 is left out."""
    reader = _Reader(places, role_names, today)
    roster = Roster(unused=listing.unused)
    for line in listing.lines():
        if line.cells.get(Column.NAME, "").startswith(EXAMPLE):
            roster.examples += 1
            continue
        found = reader.person(line)
        if isinstance(found, Person):
            roster.people.append(found)
        else:
            roster.problems += found
    return roster


def _said(line: Line, column: Column) -> str:
    """What the cell says, empty where it says nothing or 无; a formula is refused."""
    text = line.cells.get(column, "")
    if text.startswith("="):
        raise _Unfit(column, Trouble.FORMULA, text)
    return "" if text in _NONE else text


class _Reader:
    """Reads lines one by one, keeping what is slow to look up."""

    def __init__(self, places: Places, role_names: Mapping[str, Role], today: date) -> None:
        self._places = places
        self._role_names = role_names
        self._today = today
        names = dict.fromkeys(town.district for town in places.teams)
        self._districts = {said: name for name in names for said in (name, name[:-1])}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def person(self, line: Line) -> Person | list[Problem]:
        """The person of this line, or everything that is wrong with it."""
        problems: list[Problem] = []

        def taken(read: Callable[[Line], Value]) -> Value | None:
            try:
                return read(line)
            except _Unfit as unfit:
                problems.append(Problem(line.row, unfit.column, unfit.trouble, unfit.said, unfit.hints))
                return None

        name, plan = taken(_name), taken(self._plan)
        phone, telegram_id, stationed_on = taken(_phone), taken(_telegram_id), taken(self._stationed_on)
        if stationed_on and plan and plan.scope is not Scope.TEAM:
            problems.append(Problem(line.row, Column.STATIONED, Trouble.DAY_WITHOUT_TEAM))
        if problems or name is None or plan is None:
            return problems
        return Person(line.row, name, plan, phone, telegram_id, stationed_on)

    def _plan(self, line: Line) -> PostPlan:
        role = self._role(line)
        if role is Role.DEPARTMENT:
            return PostPlan(role, Scope.DEPARTMENT, _department(line))
        scope, name = self._place(line, role)
        if scope not in SCOPES[role]:
            raise _Unfit(Column.TOWN, Trouble.SCOPE_UNFIT, name, (role, *SCOPES[role]))
        return PostPlan(role, scope, name)

    def _role(self, line: Line) -> Role:
        said = _said(line, Column.ROLE).replace(" ", "")
        if not said:
            raise _Unfit(Column.ROLE, Trouble.MISSING)
        if said not in self._role_names:
            raise _Unfit(Column.ROLE, Trouble.ROLE_UNKNOWN, said, tuple(nearest(said, tuple(self._role_names))))
        return self._role_names[said]

    def _place(self, line: Line, role: Role) -> tuple[Scope, str]:
        """The town where one is named, else the district or the city; the town's own column may say any of them."""
        said, district = _said(line, Column.TOWN), _said(line, Column.DISTRICT)
        if not said and not district:
            raise _Unfit(Column.TOWN, Trouble.MISSING, hints=(role,))
        if (said or district) in _CITY_SAID:
            return Scope.CITY, CITY_NAME
        if not said or said in self._districts:
            return Scope.DISTRICT, self._district(said or district)
        return Scope.TEAM, self._town(said, district)

    def _district(self, said: str) -> str:
        if said not in self._districts:
            raise _Unfit(Column.DISTRICT, Trouble.DISTRICT_UNKNOWN, said, self._nearest_places(said))
        return self._districts[said]

    def _town(self, said: str, district: str) -> str:
        town = self._places.town(said.replace(" ", ""))
        if town is None:
            raise _Unfit(Column.TOWN, Trouble.TOWN_UNKNOWN, said, self._nearest_places(said))
        if not town.has_team:
            raise _Unfit(Column.TOWN, Trouble.TOWN_WITHOUT_TEAM, town.name)
        if district and district not in _CITY_SAID and self._district(district) != town.district:
            raise _Unfit(Column.DISTRICT, Trouble.TOWN_ELSEWHERE, district, (town.name, town.district))
        return town.name

    def _nearest_places(self, said: str) -> tuple[str, ...]:
        """Towns with a team and districts that may be meant; kept, since a wrong name often fills a whole column."""
        if said not in self._nearest:
            names = (*(town.name for town in self._places.teams), *dict.fromkeys(self._districts.values()))
            self._nearest[said] = tuple(nearest(said, names))
        return self._nearest[said]

    def _stationed_on(self, line: Line) -> date | None:
        said = _said(line, Column.STATIONED)
        if not said:
            return None
        match = _DAY.fullmatch(said.replace(" ", "")) or _DAY_CLOSED_UP.fullmatch(said)
        if match is None:
            raise _Unfit(Column.STATIONED, Trouble.DAY_UNREAD, said)
        try:
            day = date(*(int(part) for part in match.groups()))
        except ValueError as error:
            raise _Unfit(Column.STATIONED, Trouble.DAY_NOT_REAL, said, match.groups()) from error
        if not _FIRST_YEAR <= day.year <= self._today.year + 1:
            years = (str(_FIRST_YEAR), str(self._today.year + 1))
            raise _Unfit(Column.STATIONED, Trouble.DAY_FAR, said, years)
        return day


def _name(line: Line) -> str:
    said = _said(line, Column.NAME).replace(" ", "").replace("•", "·")
    if not said:
        raise _Unfit(Column.NAME, Trouble.MISSING)
    if not _NAME.fullmatch(said):
        raise _Unfit(Column.NAME, Trouble.NAME_UNFIT, said)
    return said


def _department(line: Line) -> str:
    said = _said(line, Column.DEPARTMENT) or _said(line, Column.TOWN)
    if not said:
        raise _Unfit(Column.DEPARTMENT, Trouble.MISSING, hints=(Role.DEPARTMENT,))
    if not _DEPARTMENT.fullmatch(said) or said == CITY_NAME:
        raise _Unfit(Column.DEPARTMENT, Trouble.DEPARTMENT_UNFIT, said)
    return said


def _phone(line: Line) -> str | None:
    """A mainland mobile as 11 digits, or a landline as 0768-2261234; officials' own numbers are kept as they are."""
    said = _said(line, Column.PHONE)
    if not said:
        return None
    digits = re.sub(r"[ ()]|(?<=[0-9])-(?=[0-9]{4}(?:-|$))", "", said)
    mobile, landline = _MOBILE.fullmatch(digits.replace("-", "")), _LANDLINE.fullmatch(digits)
    if mobile:
        return mobile.group(1)
    if landline is None:
        raise _Unfit(Column.PHONE, Trouble.PHONE_UNFIT, said)
    area, number, extension = landline.groups()
    return f"{area}-{number}{extension or ''}"


def _telegram_id(line: Line) -> int | None:
    said = _said(line, Column.TELEGRAM)
    if not said:
        return None
    if not re.fullmatch(r"[0-9]{1,16}", said) or not 0 < int(said) < _MOST_TELEGRAM:
        raise _Unfit(Column.TELEGRAM, Trouble.TELEGRAM_UNFIT, said)
    return int(said)
