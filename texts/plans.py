"""What is said about visits still to come."""

from datetime import date

from markupsafe import Markup

from services.plans import VisitPlan
from texts.buttons import Button, Rows
from texts.phrases import clipped, day, weekday


def noted(plan: VisitPlan, today: date) -> Markup:
    """A plan is no visit; a reminder is offered."""
    when = f"{day(plan.planned_on, today)}（{weekday(plan.planned_on)}）"
    return Markup("这是还没去的走访，没有记录。要在{}早上8点提醒您吗？去过之后发一句话就行").format(when)


def noted_buttons(plan: VisitPlan) -> Rows:
    """Wanted or not."""
    return ((Button("提醒我", "plans.remind", str(plan.id)), Button("不用", "plans.drop", str(plan.id))),)


def wanted(plan: VisitPlan, today: date) -> str:
    """The reminder is owed."""
    return f"好的，{day(plan.planned_on, today)}早上8点提醒您：{clipped(plan.said, 40)}"


def dropped() -> str:
    """No reminder."""
    return "好的，不提醒"


def reminder(plan: VisitPlan) -> Markup:
    """On the morning of the day; what is known of the household follows."""
    return Markup("您计划今天：{}").format(clipped(plan.said, 60))


def gone() -> str:
    """A plan whose day is over, or of somebody else."""
    return "这个计划的日期已过，请重新说一次"
