"""Plain words, and everything else a person may send: nobody is left without a word."""

from telegram import Message
from telegram.ext import filters

from handlers import courtesies, households, issues, notice_offers, plans, policy, promises, spoken, visit_words, visits
from handlers.answers import Answers, Edit, Reply, Telling, Toast
from handlers.heard import Heard
from handlers.routes import Hearer, Routes
from services import access, captions, dialogues, forms, inbox, joining, pieces
from services.access import Action
from services.understanding import Kind
from texts import menu, refusals, things

_MOST_CHARACTERS = 2000
_PRIVATE_MATTERS = frozenset({Kind.VISIT, Kind.ISSUE, Kind.FUND, Kind.PROMISE_DONE, Kind.COMMAND})


def register(routes: Routes) -> None:
    """What everybody may say at any time; comes last, since it takes all that is left."""
    routes.command("help", help_out)
    routes.command("cancel", cancel)
    for word in ("帮助", "?", "？", menu.MORE):
        routes.key(word, help_out)
    routes.key(menu.VISITS, visits.show_visits)
    routes.key("取消", cancel)
    routes.press("cancel", cancel)
    routes.press("retry", retry)
    routes.messages(filters.COMMAND & filters.ChatType.PRIVATE, not_readable)
    routes.messages((filters.TEXT | filters.CAPTION) & filters.ChatType.PRIVATE, hear_words)
    routes.messages((filters.TEXT | filters.CAPTION) & ~filters.COMMAND, hear_in_group)
    routes.messages(filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, hear_thing)


def hear_words(heard: Heard) -> Telling:
    """A visit is recorded, a question answered; what is neither gets a word back."""
    offered = notice_offers.offer_words(heard)
    if offered is not None:
        return offered
    if len(heard.words) > _MOST_CHARACTERS:
        return Reply(refusals.too_long(len(heard.words)))
    if heard.edited:
        return _hear_edit(heard)
    return _by_kind(heard)


def hear_in_group(heard: Heard) -> Telling:
    """Speaks only when addressed, and of policy only: the team's own matters belong into the private chat (K4).

    Remarks under a message of the assistant's that ask nothing are the group's own talk.
    """
    if not (heard.mentioned or _answers_me(heard)):
        return None
    if _is_at_the_door(heard):
        return Reply(refusals.HOW_TO_JOIN)
    if heard.understood.kind in _PRIVATE_MATTERS:
        return Reply(refusals.only_private())
    chosen = policy.hear_choice(heard) or (courtesies.hear(heard) if heard.mentioned else None)
    if chosen is not None or heard.understood.kind is Kind.QUESTION or policy.knows(heard):
        return chosen or policy.hear_question(heard)
    return Reply(menu.small_talk_in_group()) if heard.mentioned else None


def hear_thing(heard: Heard) -> Reply:
    """A sticker, a file, a photo without words …"""
    name = _name_of_thing(heard)
    if _records(heard):
        return Reply(refusals.only_words(name))
    return Reply(refusals.only_questions(name, joined=not heard.speaker.is_stranger))


def help_out(heard: Heard) -> Reply:
    """What can be said and sent."""
    return Reply(menu.help_text(heard.speaker), keyboard=menu.keyboard(heard.speaker))


def cancel(heard: Heard) -> Answers:
    """Nothing stands open any more, and a guided dialogue under way is dropped."""
    facts = heard.asked.facts if heard.asked else {}
    if "draft" in facts:
        forms.end(heard.session, int(str(facts["draft"])), heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    if heard.update.callback_query is not None:
        return Edit(refusals.CANCELLED), Toast(refusals.CANCELLED)
    return Reply(refusals.CANCELLED if heard.asked else refusals.NOTHING_TO_CANCEL)


def not_readable(heard: Heard) -> Reply:
    """A command nobody knows."""
    return Reply(refusals.NOT_READABLE if _records(heard) else refusals.NOT_READABLE_BY_OTHERS)


def retry(heard: Heard) -> Answers:
    """What failed is handled again from the inbox, where it still lies."""
    if inbox.retry(heard.session, int(heard.fact)):
        return Edit(refusals.RETRYING), Toast(refusals.RETRYING)
    return Toast(refusals.STALE)


def _answers_me(heard: Heard) -> bool:
    answered = heard.message.reply_to_message if isinstance(heard.message, Message) else None
    return answered is not None and answered.from_user is not None and answered.from_user.id == heard.bot.id


def _hear_edit(heard: Heard) -> Telling:
    if _records(heard):
        followed = visits.hear_edit(heard)
        if followed is not None:
            return followed
    return _by_kind(heard)


def _by_kind(heard: Heard) -> Telling:
    kind = heard.understood.kind
    if _is_at_the_door(heard):
        return Reply(refusals.HOW_TO_JOIN)
    right = (visit_words.hear_button(heard) or visit_words.hear_slip(heard)) if kind in _MAY_PUT_RIGHT else None
    done = right or policy.hear_choice(heard) or courtesies.hear(heard) or _command(heard)
    if done is not None:
        return done
    if heard.speaker.is_stranger and kind in (Kind.FUND, Kind.PROMISE_DONE):
        return policy.hear_question(heard)  # nothing of theirs could be kept, so a question is what is left
    if kind in _HEARERS:
        return _HEARERS[kind](heard)
    if kind is Kind.PROMISE_DONE and access.allows(heard.speaker, Action.CORRECT_VISIT, heard.speaker.team):
        return promises.hear_kept(heard)
    return Reply(refusals.NOT_READABLE_BY_OTHERS if heard.speaker.is_stranger else menu.not_yet(kind))


def _small_talk(heard: Heard) -> Telling:
    """A plan is no visit; words the matcher knows an answer to are a question after all."""
    records = _records(heard)
    if heard.understood.unmade:
        planned = records and heard.understood.planned_on is not None
        return plans.hear_plan(heard) if planned else Reply(menu.plan_noted())
    told = visit_words.hear_more(heard) if records and not heard.edited else None
    known = told or households.hear_name(heard)
    if known is not None:
        return known
    asked = visit_words.ask_about_more(heard) if records and not heard.edited and not policy.is_certain(heard) else None
    if asked is None and policy.knows(heard):
        return policy.hear_question(heard)
    return asked or Reply(menu.small_talk(records=records), keyboard=menu.keyboard(heard.speaker))


def _command(heard: Heard) -> Answers:
    return spoken.hear(heard) if heard.understood.kind is Kind.COMMAND else None


def _visit(heard: Heard) -> Telling:
    """Pictures it speaks of that were taken to a visit of another village go with it.

    Who records none but holds a problem may mean its progress.
    """
    offered = None if _records(heard) else issues.offer_note(heard)
    if offered is not None:
        return offered
    if captions.tells_of_pictures(heard.words) and _records(heard):
        pieces.let_go(heard.session, heard.speaker, heard.villages, heard.said_at)
    return visit_words.hear_visit(heard)


def _question(heard: Heard) -> Telling:
    """A visit may be told beside it."""
    if not _records(heard):
        return policy.hear_question(heard)
    told = visit_words.hear_told(heard)
    return told or (visits.hear_visit(heard) if visits.tells(heard) else policy.hear_question(heard))


def _records(heard: Heard) -> bool:
    return access.allows(heard.speaker, Action.RECORD_VISIT, heard.speaker.team)


def _is_at_the_door(heard: Heard) -> bool:
    """Somebody who has not joined asks how to: no question of policy, so it does not count as one (K8)."""
    return heard.speaker.is_stranger and joining.is_asked(heard.words)


def _name_of_thing(heard: Heard) -> str:
    message = heard.message
    for field, name in things.NAMES.items():
        if message is not None and getattr(message, field, None):
            return name
    return things.OTHER


_MAY_PUT_RIGHT = (Kind.COMMAND, Kind.CHAT, Kind.VISIT)
_HEARERS: dict[Kind, Hearer] = {
    Kind.VISIT: _visit,
    Kind.QUESTION: _question,
    Kind.ISSUE: issues.hear_issue,
    Kind.CHAT: _small_talk,
}
