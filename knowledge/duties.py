"""The 五员 duties as the shipped file lists them: what each asks, how often, and when it counts as done."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from dateutil.rrule import rrule, rrulestr
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from knowledge.base import Text, Texts
from knowledge.complaints import KnowledgeError
from knowledge.reading import Reading

HERE = Path(__file__).parent
# Every cadence counts from here, so that "every second week" means the same weeks for ever. A Monday.
ANCHOR = datetime(2021, 1, 4)  # noqa: DTZ001 dateutil's rules count plain calendar days
_SLOWER_THAN_DAILY = re.compile(r"FREQ=(?:YEARLY|MONTHLY|WEEKLY)\b")
_NOT_OURS = re.compile(r"BYHOUR|BYMINUTE|BYSECOND|DTSTART|UNTIL|COUNT")
DEFAULT_LEADS = (7, 3, 1, 0)


class DutyRole(StrEnum):
    """The five roles (五员), in the order of the source (T1-36)."""

    LIAISON = "联络员"
    GUIDE = "指导员"
    SERVICE = "服务员"
    PUBLICITY = "宣传员"
    OVERSIGHT = "监督员"


class DueRule(StrEnum):
    """Where a due date on a day off goes."""

    LATER = "顺延"
    EARLIER = "提前"
    FIXED = "不动"


class Holder(StrEnum):
    """Whose a duty is: one for the team, in the captain's hands, or one for each stationed person."""

    CAPTAIN = "队长"
    EACH = "每人"


class Proof(StrEnum):
    """What counts a duty up by itself."""

    VISITS = "visits"
    NOTICES = "notices"
    ISSUES = "issues"
    SETTLED_ISSUES = "settled_issues"


def _as_time(value: object) -> object:
    try:
        return time.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError('请写成加引号的 "17:00"') from error


def _as_member(kind: type[StrEnum]) -> BeforeValidator:
    def read(value: object) -> object:
        if value not in list(kind):
            raise ValueError(f"只能是：{'、'.join(kind)}")
        return kind(str(value))

    return BeforeValidator(read)


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Step(_Frozen):
    """A part of a duty; `day` counts from 进驻日 where it has a date of its own."""

    name: Text
    day: Annotated[int, Field(ge=0, le=400)] | None = None


class Evidence(_Frozen):
    """So many of these within the window, and the duty is done."""

    of: Annotated[Proof, _as_member(Proof)]
    count: Annotated[int, Field(ge=1, le=1000)]


class Duty(_Frozen):
    """One duty; a `cadence` names its due days by an RFC 5545 rule, else it is due `after_stationing` days."""

    id: Text
    role: Annotated[DutyRole, _as_member(DutyRole)]
    name: Text
    short: Annotated[Text, Field(max_length=8)]
    cadence: Text | None = None
    after_stationing: Annotated[int, Field(ge=0, le=400)] | None = None
    at: Annotated[time, BeforeValidator(_as_time)] = time(18)
    window: Annotated[int, Field(ge=0, le=366)]
    due_rule: Annotated[DueRule, _as_member(DueRule)]
    holder: Annotated[Holder, _as_member(Holder)]
    leads: Annotated[tuple[Annotated[int, Field(ge=0, le=60)], ...], BeforeValidator(_as_tuple)] = DEFAULT_LEADS
    done_when: Text
    steps: Annotated[tuple[Step, ...], BeforeValidator(_as_tuple)] = ()
    evidence: Evidence | None = None
    basis: Texts = ()
    example: bool = False
    team_id: int | None = None

    @model_validator(mode="after")
    def _is_due_somehow(self) -> "Duty":
        if (self.cadence is None) == (self.after_stationing is None):
            raise ValueError("请写 cadence 或 after_stationing 中的一个")
        if self.cadence is not None:
            rule_of(self.cadence)
        if any(step.day is not None for step in self.steps) and self.after_stationing is None:
            raise ValueError("分步的 day 只用于 after_stationing 的职责，请删去")
        return self

    def step_days(self, nominal_on: date) -> tuple[date | None, ...]:
        """On which day each step should be there, before any holiday moves it; None for one without a date."""
        whole = self.after_stationing or 0
        return tuple(None if step.day is None else nominal_on - timedelta(days=whole - step.day) for step in self.steps)

    def nominal_days(self, first: date, last: date) -> list[date]:
        """The due days by the rule itself from `first` to `last`, before any holiday moves them."""
        if self.cadence is None:
            return []
        start, end = datetime.combine(first, time()), datetime.combine(last, time())
        return [moment.date() for moment in rule_of(self.cadence).between(start, end, inc=True)]


class DutyBook:
    """All duties by id, in the order of the file."""

    def __init__(self, duties: Mapping[str, Duty]) -> None:
        self.duties: Mapping[str, Duty] = MappingProxyType(dict(duties))

    @cached_property
    def mark(self) -> str:
        """The same for the same duties, and another as soon as a word of them changes."""
        said = "".join(duty.model_dump_json() for duty in self)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def __iter__(self) -> Iterator[Duty]:
        return iter(self.duties.values())

    def get(self, duty_id: str) -> Duty | None:
        """The duty of this id; None for one that is no more."""
        return self.duties.get(duty_id)


@cache
def rule_of(cadence: str) -> rrule:
    """The rule of an RRULE value. Refuses (ValueError) what is no rule, names hours, or comes daily or oftener."""
    try:
        rule = rrulestr(cadence, dtstart=ANCHOR)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"周期“{cadence}”不是 RFC 5545 的写法，例如 FREQ=WEEKLY;BYDAY=FR") from error
    if not isinstance(rule, rrule) or _NOT_OURS.search(cadence):
        raise ValueError(f"周期“{cadence}”只写 FREQ 和哪几天，钟点写在 at")
    if not _SLOWER_THAN_DAILY.search(cadence):
        raise ValueError(f"周期“{cadence}”太密，最密每周一次")
    return rule


@cache
def shipped() -> DutyBook:
    """The duties that come with the program. Refuses (KnowledgeError) with every complaint at once."""
    return read({"duties.yaml": (HERE / "duties.yaml").read_bytes()})


def read(files: Mapping[str, bytes]) -> DutyBook:
    """The duties of such files, by name. Refuses (KnowledgeError) with every complaint at once."""
    reading = Reading()
    duties = {duty.id: duty for duty in reading.rows(files, Duty)}
    if reading.found:
        raise KnowledgeError(reading.found)
    return DutyBook(duties)
