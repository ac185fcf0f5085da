"""Cards of problems in groups: a topic each where the assistant may make one, edited in place as the problem moves."""

from handlers.answers import Amend, Answers, Reply, Tell
from handlers.due import Due
from handlers.errands import Errander, Settle, Task, Tools, Work
from handlers.group_standing import stand
from handlers.routes import Routes
from services import issues
from services.groups import Standing
from services.issues import posting
from texts import issue_groups as texts

_TRIES = 5


def register(routes: Routes) -> None:
    """The moment at which a group hears, the look at it, the card and its edits."""
    routes.occasion(posting.POST, begin, rests=True)
    routes.occasion(posting.POSTED, say_card, rests=True)
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
        standing = await stand(task, tools, name)
        return lambda later: settle(later, standing)

    return work


def settle(task: Task, standing: Standing) -> Answers:
    """The card is owed; who bound the group hears once what is lacking there."""
    group = posting.post(task.session, task.number("number"), task.number("group"), standing, task.now)
    binder = posting.binder(task.session, group) if group else None
    if group is None or binder is None:
        return None
    return Tell(binder, f"issues.lacking:{group.id}", texts.lacking(group.title))


def fail(task: Task, _reason: str) -> Answers:
    """The group cannot be asked: the card goes there as it is, and its fate tells the rest."""
    standing = Standing(False, False, False, task.number("topic") or None)
    posting.post(task.session, task.number("number"), task.number("group"), standing, task.now)
    return None
