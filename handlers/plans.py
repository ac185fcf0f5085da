"""Visits still to come, in the chat: a reminder is offered, and said on the morning of the day."""

from markupsafe import Markup

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import memory, plans
from texts import households as household_texts
from texts import plans as texts


def register(routes: Routes) -> None:
    """The buttons under a plan, and the reminder."""
    routes.press("plans.remind", remind)
    routes.press("plans.drop", drop)
    routes.occasion(plans.REMINDER, say_reminder)
    routes.refusal(plans.PlanGone, lambda *_: texts.gone())


def hear_plan(heard: Heard) -> Reply:
    """A visit of a day still to come is no visit; a reminder is offered, and what is known of the household told."""
    day = heard.understood.planned_on
    if day is None:
        raise ValueError("a plan has its day")
    plan = plans.note(
        heard.session, heard.speaker, heard.words, day, heard.source, heard.knowledge.places, heard.now
    )  # fmt: skip
    known = memory.spoken_of(heard.session, heard.speaker, heard.words, plan.village)
    text = texts.noted(plan, heard.today)
    return Reply(_with(text, known, heard), texts.noted_buttons(plan))


def remind(heard: Heard) -> Answers:
    """The reminder is owed."""
    plan = plans.remind(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.wanted(plan, heard.today)), Toast(texts.wanted(plan, heard.today))


def drop(heard: Heard) -> Answers:
    """No reminder is wanted."""
    plans.drop(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.dropped())


def say_reminder(due: Due) -> Reply | None:
    """The plan and what is known of the household; nothing once somebody has been there."""
    plan = plans.due(due.session, due.speaker, int(due.subject))
    if plan is None:
        return None
    known = memory.spoken_of(due.session, due.speaker, plan.said, plan.village)
    text = texts.reminder(plan)
    if known is None:
        return Reply(text)
    history = household_texts.memory(known, due.today)
    return Reply(Markup("\n").join([text, history]), household_texts.memory_buttons(known))


def _with(text: Markup, known: memory.Memory | None, heard: Heard) -> Markup:
    return Markup("\n").join([text, household_texts.memory(known, heard.today)]) if known else text
