"""What is said about group chats and whose they are."""

from markupsafe import Markup

from services.groups import Group


def bound(group: Group) -> Markup:
    """Whose the group, or the topic, is from now on."""
    where = "这个话题" if group.topic else "这个群"
    return Markup("已登记：{}（{}）用于“{}”。通知和问题卡片会发到这里").format(where, group.title, group.scope_name)


def ask_purpose() -> Markup:
    """/group without a name."""
    return Markup("请写明这个群归哪里用，例如“/group 农业农村局”“/group 饶平县”“/group 上饶镇”“/group 潮州市”")


def only_in_group() -> Markup:
    """/group in a private chat."""
    return Markup("请把助手拉进群，在群里（有话题的在那个话题里）发“/group 农业农村局”")
