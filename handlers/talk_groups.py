"""A session in a group: a topic of its own where the assistant may make one, and a word on what it lacks."""

from handlers.answers import Answers, Reply
from handlers.errands import Errander, Settle, Task, Tools, Work
from handlers.group_standing import stand
from handlers.routes import Routes
from services.groups import Standing
from services.talks import Talk, meeting
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
        standing = await stand(task, tools, name)
        return lambda later: settle(later, standing)

    return work


def settle(task: Task, standing: Standing) -> Answers:
    """The moderator hears where it is followed, and what the assistant cannot do there."""
    meeting.settle(task.session, task.number("talk"), task.number("chat"), standing, task.now)
    return Reply(texts.followed(task.words("title"), standing))


def fail(task: Task, _reason: str) -> Answers:
    """The group cannot be reached."""
    return Reply(texts.unreachable(task.words("title")))
