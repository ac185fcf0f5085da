"""createForumTopic, editForumTopic, closeForumTopic, reopenForumTopic."""

from emulator.chats import Chat
from emulator.jsontext import Json
from emulator.messages import Message
from emulator.params import Params
from emulator.reach import reachable_chat
from emulator.refusals import bad_request
from emulator.topics import COLOURS, Topic
from emulator.world import World

NAME_LIMIT = 128


def create_forum_topic(world: World, params: Params) -> Json:
    """A new thread in a forum; its id is that of the notice which opens it."""
    chat = _forum(world, params)
    colour = params.integer("icon_color") or COLOURS[0]
    if colour not in COLOURS:
        raise bad_request("invalid icon color specified")
    opened: Json = {"forum_topic_created": {"name": _name(params), "icon_color": colour}}
    notice = _notice(world, chat, opened, thread=None)
    topic = Topic(chat.id, notice.message_id, _name(params), colour)
    notice.thread = notice.message_id
    world.store.save_topic(topic)
    return topic.as_forum_topic()


def edit_forum_topic(world: World, params: Params) -> bool:
    """The thread has another name."""
    chat = _forum(world, params)
    topic = _topic(world, params, chat)
    name = _name(params) if params.has("name") else topic.name
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    _changed(world, chat, topic, {"forum_topic_edited": {"name": name}})
    return True


def close_forum_topic(world: World, params: Params) -> bool:
    """Only administrators write in the thread from now on."""
    return _set_closed(world, params, closed=True)


def reopen_forum_topic(world: World, params: Params) -> bool:
    """Everybody may write in the thread again."""
    return _set_closed(world, params, closed=False)


def _set_closed(world: World, params: Params, *, closed: bool) -> bool:
    chat = _forum(world, params)
    topic = _topic(world, params, chat)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _changed(world, chat, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    return True


def _changed(world: World, chat: Chat, topic: Topic, what: Json) -> None:
    world.store.save_topic(topic)
    _notice(world, chat, what, thread=topic.thread)


def _forum(world: World, params: Params) -> Chat:
    chat = reachable_chat(world, params)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not chat.admin:
        raise bad_request("not enough rights to create a topic")
    return chat


def _topic(world: World, params: Params, chat: Chat) -> Topic:
    topic = world.store.topics.get((chat.id, params.integer("message_thread_id") or 0))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic


def _name(params: Params) -> str:
    name = params.text("name").strip()
    if not 1 <= len(name) <= NAME_LIMIT:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic name is too long")
    return name


def _notice(world: World, chat: Chat, what: Json, *, thread: int | None) -> Message:
    message = Message(chat.id, 0, world.bot.id, int(world.now()), content=what, thread=thread)
    return world.say(chat, message)
