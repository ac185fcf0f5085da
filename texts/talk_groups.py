"""What the moderator is told of the group that follows a session."""

from markupsafe import Markup

from services.groups import Standing
from services.talks import Talk


def topic_name(talk: Talk) -> str:
    """The topic's title."""
    return f"队长有话说 第{talk.id}期 {talk.theme}"


def followed(title: str, standing: Standing) -> Markup:
    """Where it is followed, and what is lacking there."""
    where = "单独开了话题" if standing.topic and standing.orders_topics else "不另开话题"
    said = Markup("本期也在群“{}”里进行（{}）").format(title, where)
    lacking = _lacking(standing)
    return said + Markup("。{}").format(lacking) if lacking else said + Markup("：群里发“问：……”也会收到")


def unreachable(title: str) -> Markup:
    """The group cannot be reached."""
    return Markup("群“{}”现在进不去，本期先在私聊里进行；请看看助手是不是还在群里").format(title)


def _lacking(standing: Standing) -> str:
    if not standing.administrator:
        return (
            "助手不是群管理员，听不到群里的“问：……”，也不能开话题；请群主把助手设为管理员，勾选“管理话题”。私聊里照常"
        )
    if standing.forum and not standing.orders_topics:
        return "助手缺“管理话题”权限，不能单独开话题；请群主勾选。群里的“问：……”能收到"
    return ""
