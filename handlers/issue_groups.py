"""Cards of problems in groups: a topic each where the assistant may make one, edited in place as the problem moves."""

from telegram.error import BadRequest, Forbidden

from handlers.answers import Amend, Answers, Reply, Tell
from handlers.due import Due
from handlers.errands import Errander, Settle, Task, Tools, Work
from handlers.routes import Routes
from services import issues
from services.issues import posting
from services.issues.posting import Place
from texts import issue_groups as texts

_TRIES = 5


def register(routes: Routes) -> None:
    """The moment at which a group hears, the look at it, the card and its edits."""
    routes.occasion(posting.POST, begin)
    routes.occasion(posting.POSTED, say_card)
    routes.occasion(posting.EDIT, say_edit)
    routes.errand(posting.PURPOSE, Errander(look, fail, tries=_TRIES))


def begin(due: Due) -> None:
    """Nothing is said yet: what the assistant may do there is asked first."""
    posting.look(due.session, due.key, due.now)


def say_card(due: Due) -> Reply | None:
    """The card, in its topic."""
    card = posting.card(due.session, due.key)
    if card is None:
        return None
    shown = issues.shown(due.session, due.speaker, card.issue, due.now)
    return Reply(texts.card(shown, due.today), texts.card_buttons(shown), topic=card.topic or None)


def say_edit(due: Due) -> Amend | None:
    """The card as the problem stands now."""
    card = posting.edited(due.session, due.key, int(due.subject))
    if card is None or card.message_id is None:
        return None
    shown = issues.shown(due.session, due.speaker, card.issue, due.now)
    return Amend(card.message_id, texts.card(shown, due.today), texts.card_buttons(shown))


def look(task: Task) -> Work | None:
    """Asks Telegram what the assistant is there, and makes the topic where it may."""
    issue = task.session.get_one(issues.Issue, task.number("number"))
    name = texts.topic_name(issue.number, issues.shown(task.session, task.speaker, issue, task.now).words)

    async def work(tools: Tools) -> Settle:
        place = await _place(task, tools, name)
        return lambda later: settle(later, place)

    return work


def settle(task: Task, place: Place) -> Answers:
    """The card is owed; who bound the group hears once what is lacking there."""
    group = posting.post(task.session, task.number("number"), task.number("group"), place, task.now)
    binder = posting.binder(task.session, group) if group else None
    if group is None or binder is None:
        return None
    return Tell(binder, f"issues.lacking:{group.id}", texts.lacking(group.title))


def fail(task: Task, _reason: str) -> Answers:
    """The group cannot be asked: the card goes there as it is, and its fate tells the rest."""
    place = Place(forum=False, orders=False, topic=task.number("topic") or None)
    posting.post(task.session, task.number("number"), task.number("group"), place, task.now)
    return None


async def _place(task: Task, tools: Tools, name: str) -> Place:
    chat_id, bound = task.number("chat"), task.number("topic") or None
    chat = await tools.wire.call("getChat", {"chat_id": chat_id})
    member = await tools.wire.call("getChatMember", {"chat_id": chat_id, "user_id": tools.wire.id})
    forum = isinstance(chat, dict) and chat.get("is_forum") is True
    status = member if isinstance(member, dict) else {}
    orders = forum and status.get("status") == "administrator" and status.get("can_manage_topics") is not False
    topic = await _topic(tools, chat_id, name) if orders and bound is None else bound
    return Place(forum, orders, topic)


async def _topic(tools: Tools, chat_id: int, name: str) -> int | None:
    try:
        made = await tools.wire.call("createForumTopic", {"chat_id": chat_id, "name": name})
    except (BadRequest, Forbidden):
        return None
    number = made.get("message_thread_id") if isinstance(made, dict) else None
    return number if isinstance(number, int) else None
