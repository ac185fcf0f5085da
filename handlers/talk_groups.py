"""A session in a group: a topic of its own where the assistant may make one, and a word on what it lacks."""

from telegram.error import BadRequest, Forbidden

from handlers.answers import Answers, Reply
from handlers.errands import Errander, Settle, Task, Tools, Work
from handlers.routes import Routes
from services.talks import Talk, meeting
from services.talks.meeting import Place
from texts import talk_groups as texts

_TRIES = 5
_NAME_LIMIT = 128


def register(routes: Routes) -> None:
    """The look at the group that is owed once a session is announced."""
    routes.errand(meeting.PURPOSE, Errander(look, fail, tries=_TRIES))


def look(task: Task) -> Work | None:
    """Asks Telegram what the assistant is there, makes a topic where it may, and notes both."""
    talk = task.session.get(Talk, task.number("talk"))
    if talk is None or talk.group_id is not None:
        return None
    name = texts.topic_name(talk)[:_NAME_LIMIT]

    async def work(tools: Tools) -> Settle:
        place = await _place(task, tools, name)
        return lambda later: settle(later, place)

    return work


def settle(task: Task, place: Place) -> Answers:
    """The moderator hears where it is followed, and what the assistant cannot do there."""
    meeting.settle(task.session, task.number("talk"), place, task.now)
    return Reply(texts.followed(place))


def fail(task: Task, _reason: str) -> Answers:
    """The group cannot be reached."""
    return Reply(texts.unreachable(task.words("title")))


async def _place(task: Task, tools: Tools, name: str) -> Place:
    chat_id, bound = task.number("chat"), task.number("topic") or None
    chat = await tools.wire.call("getChat", {"chat_id": chat_id})
    member = await tools.wire.call("getChatMember", {"chat_id": chat_id, "user_id": tools.wire.id})
    forum = isinstance(chat, dict) and chat.get("is_forum") is True
    status = member if isinstance(member, dict) else {}
    administrator = status.get("status") == "administrator"
    orders = administrator and forum and status.get("can_manage_topics") is not False
    topic = await _topic(tools, chat_id, name) if orders and bound is None else bound
    return Place(chat_id, task.words("title"), administrator, forum, orders, topic)


async def _topic(tools: Tools, chat_id: int, name: str) -> int | None:
    try:
        made = await tools.wire.call("createForumTopic", {"chat_id": chat_id, "name": name})
    except (BadRequest, Forbidden):
        return None
    number = made.get("message_thread_id") if isinstance(made, dict) else None
    return number if isinstance(number, int) else None
