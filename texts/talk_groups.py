"""What the moderator is told of the group that follows a session."""

from markupsafe import Markup

from services.talks import Talk
from services.talks.meeting import Place


def topic_name(talk: Talk) -> str:
    """The topic's title."""
    return f"队长有话说 第{talk.id}期 {talk.theme}"


def followed(place: Place) -> Markup:
    """Where it is followed, and what is lacking there."""
    where = "单独开了话题" if place.topic and place.orders_topics else "不另开话题"
    said = Markup("本期也在群“{}”里进行（{}）").format(place.title, where)
    lacking = _lacking(place)
    return said + Markup("。{}").format(lacking) if lacking else said + Markup("：群里发“问：……”也会收到")


def unreachable(title: str) -> Markup:
    """The group cannot be reached."""
    return Markup("群“{}”现在进不去，本期先在私聊里进行；请看看助手是不是还在群里").format(title)


def _lacking(place: Place) -> str:
    if not place.administrator:
        return (
            "助手不是群管理员，听不到群里的“问：……”，也不能开话题；请群主把助手设为管理员，勾选“管理话题”。私聊里照常"
        )
    if place.forum and not place.orders_topics:
        return "助手缺“管理话题”权限，不能单独开话题；请群主勾选。群里的“问：……”能收到"
    return ""
