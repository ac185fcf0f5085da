"""What is said about group chats and whose they are."""

from markupsafe import Markup

from services.groups import Bound, NobodysName
from texts.phrases import clipped, listed


def bound(made: Bound) -> Markup:
    """Whose the group, or the topic, is from now on, and whose it was."""
    group = made.group
    where = "这个话题" if group.topic else "这个群"
    before = f"，原来用于“{made.before}”" if made.before else ""
    return Markup("已登记：{}（{}）用于“{}”{}。通知和问题卡片会发到这里").format(
        where, group.title, group.scope_name, before
    )


def nobodys_name(refusal: NobodysName) -> str:
    """No department, county or town is called so: nothing was changed."""
    meant = f"可能是：{listed(refusal.nearest)}" if refusal.nearest else "请写部门、县区或镇的全名；部门要先有人加入"
    return f"没有叫“{clipped(refusal.said, 20)}”的部门、县区或工作队，没有改动。{meant}"


def ask_purpose() -> Markup:
    """/group without a name."""
    return Markup("请写明这个群归哪里用，例如“/group 农业农村局”“/group 饶平县”“/group 上饶镇”“/group 潮州市”")


def only_in_group() -> Markup:
    """/group in a private chat."""
    return Markup("请把助手拉进群，在群里（有话题的在那个话题里）发“/group 农业农村局”")
