"""Guided dialogues: a form is a list of declared steps, and what was answered stands in a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Draft
from services.work import WorkError


class FormEnded(WorkError):
    """The dialogue was finished or cancelled at `ended_at`; None where it never was this person's."""

    def __init__(self, ended_at: datetime | None) -> None:
        super().__init__(ended_at)
        self.ended_at = ended_at


class StepPassed(WorkError):
    """A button of another step was pressed; the dialogue stands at `standing`."""

    def __init__(self, standing: "Standing") -> None:
        super().__init__(standing.number)
        self.standing = standing


class StepNeeded(WorkError):
    """This step cannot be skipped."""


@dataclass(frozen=True)
class Step:
    """One question of a form."""

    name: str
    optional: bool = field(default=True, kw_only=True)
    only_after: Mapping[str, Sequence[object]] = field(default_factory=dict, kw_only=True)

    def wanted(self, answers: Mapping[str, object]) -> bool:
        """Asked at all: every step named in `only_after` was answered with one of its values."""
        return all(answers.get(name) in values for name, values in self.only_after.items())


@dataclass(frozen=True)
class Standing:
    """A dialogue at one moment: the step that stands (None: all are answered), its `number` of `count`, the answers."""

    id: int
    step: Step | None
    number: int
    count: int
    answers: Mapping[str, object]
    opened_at: datetime


def begin(
    session: Session,
    telegram_id: int,
    form: str,
    steps: Sequence[Step],
    now: datetime,
    given: Mapping[str, object] | None = None,
) -> Standing:
    """The form stands at its first step that is not `given`; an earlier unfinished one of the person's is dropped."""
    for old in _open(session, telegram_id, form):
        old.ended_at = now
    answers = dict(given or {})
    first = next(step for step in steps if step.name not in answers and step.wanted(answers))
    draft = Draft(
        telegram_id=telegram_id, form=form, step=first.name, answers=answers, opened_at=now, touched_at=now
    )  # fmt: skip
    session.add(draft)
    session.flush()
    return _standing(draft, steps)


def unfinished(session: Session, telegram_id: int, form: str, steps: Sequence[Step]) -> Standing | None:
    """The person's draft of this form, if anything was answered in it (B3)."""
    for draft in _open(session, telegram_id, form):
        if any(draft.answers.values()):
            return _standing(draft, steps)
    return None


def find(
    session: Session, telegram_id: int, draft_id: int, steps: Sequence[Step], number: int | None = None
) -> Standing:
    """The person's open draft. Refuses: FormEnded, and StepPassed where it does not stand at step `number`."""
    draft = session.get(Draft, draft_id)
    if draft is None or draft.telegram_id != telegram_id:
        raise FormEnded(None)
    if draft.ended_at is not None:
        raise FormEnded(draft.ended_at)
    standing = _standing(draft, steps)
    if number is not None and number != standing.number:
        raise StepPassed(standing)
    return standing


def answer(session: Session, standing: Standing, steps: Sequence[Step], value: object, now: datetime) -> Standing:
    """The step that stands is answered (None: skipped, refused where it is needed); the next one stands."""
    draft, step = session.get_one(Draft, standing.id), standing.step
    if step is None:
        return standing
    if value is None and not step.optional:
        raise StepNeeded
    draft.answers = {**draft.answers, step.name: value}
    draft.touched_at = now
    after = _after(steps, step.name, draft.answers)
    draft.step = after.name if after else ""
    return _standing(draft, steps)


def back(session: Session, standing: Standing, steps: Sequence[Step], now: datetime) -> Standing:
    """The step before stands again with its answer kept until it is answered anew; the first stays."""
    draft = session.get_one(Draft, standing.id)
    asked = [step for step in steps if step.wanted(draft.answers)]
    draft.step = asked[max(0, standing.number - 2)].name
    draft.touched_at = now
    return _standing(draft, steps)


def end(session: Session, draft_id: int, now: datetime) -> None:
    """Finished or cancelled: nobody is offered to go on with it."""
    draft = session.get(Draft, draft_id)
    if draft is not None and draft.ended_at is None:
        draft.ended_at = now


def _open(session: Session, telegram_id: int, form: str) -> Sequence[Draft]:
    return session.scalars(
        select(Draft)
        .where(Draft.telegram_id == telegram_id, Draft.form == form, Draft.ended_at.is_(None))
        .order_by(Draft.id.desc())
    ).all()


def _after(steps: Sequence[Step], name: str, answers: Mapping[str, object]) -> Step | None:
    names = [step.name for step in steps]
    later = steps[names.index(name) + 1 :]
    return next((step for step in later if step.wanted(answers)), None)


def _standing(draft: Draft, steps: Sequence[Step]) -> Standing:
    asked = [step for step in steps if step.wanted(draft.answers)]
    index = next((i for i, step in enumerate(asked) if step.name == draft.step), None)
    step = None if index is None else asked[index]
    number = len(asked) if index is None else index + 1
    return Standing(draft.id, step, number, len(asked), draft.answers, draft.opened_at)
