"""What the assistant is in a group, asked of Telegram, and a topic of its own where it may make one."""

from telegram.error import BadRequest, Forbidden

from handlers.errands import Task, Tools
from services.groups import Standing


async def stand(task: Task, tools: Tools, topic_name: str) -> Standing:
    """The standing in the group of this errand; a new topic of this name unless the group is bound to one already."""
    chat_id, bound = task.number("chat"), task.number("topic") or None
    chat = await tools.wire.call("getChat", {"chat_id": chat_id})
    member = await tools.wire.call("getChatMember", {"chat_id": chat_id, "user_id": tools.wire.id})
    forum = isinstance(chat, dict) and chat.get("is_forum") is True
    status = member if isinstance(member, dict) else {}
    administrator = status.get("status") == "administrator"
    orders = administrator and forum and status.get("can_manage_topics") is not False
    topic = await _topic(tools, chat_id, topic_name) if orders and bound is None else bound
    return Standing(administrator, forum, orders, topic)


async def _topic(tools: Tools, chat_id: int, name: str) -> int | None:
    try:
        made = await tools.wire.call("createForumTopic", {"chat_id": chat_id, "name": name})
    except (BadRequest, Forbidden):
        return None
    number = made.get("message_thread_id") if isinstance(made, dict) else None
    return number if isinstance(number, int) else None
