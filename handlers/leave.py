"""Leave in the chat: one sentence, the deputy's yes or no, and back again."""

import re

from telegram.ext import filters

from handlers.answers import Answers, Edit, Reply, Tell
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import leave
from services.leave import Absence, LeaveRefusal
from texts import leave as texts

# 我明天请假，小周代我 / 11月24日至28日请假，请小李代办: who shall stand in is named, and nothing is asked.
_SAID = re.compile(r"^(?!.*[?？谁吗]).{0,30}请(?:[^，。；]{0,4})假.{0,20}代(?:一下|我|办|班|替)*[。！!]?$")


def register(routes: Routes) -> None:
    """The command, its buttons, and what is said to the deputy."""
    routes.command("leave", take_leave)
    routes.messages(filters.ChatType.PRIVATE & filters.Regex(_SAID), hear_leave)
    routes.press("leave.accept", accept)
    routes.press("leave.decline", decline)
    routes.press("leave.end", end)
    routes.occasion(leave.ASKED, say_asked, rests=True)
    routes.occasion(leave.ASKED_AT_ONCE, say_asked)
    routes.refusal(LeaveRefusal, lambda refusal, heard: texts.refused(refusal, heard.today))


def take_leave(heard: Heard) -> Reply:
    """/leave 11月24日至28日 小李代; alone it lists what stands."""
    if not heard.fact:
        return _listing(heard)
    return _asked(heard, heard.fact)


def hear_leave(heard: Heard) -> Reply:
    """The same said in words, without the command."""
    return _asked(heard, heard.words)


def say_asked(due: Due) -> Reply | None:
    """Asks the deputy, unless it was called off or answered meanwhile."""
    absence = leave.still_asked(due.session, int(due.subject), due.today)
    return Reply(texts.asking(absence, due.today), texts.asking_buttons(absence)) if absence else None


def accept(heard: Heard) -> Answers:
    """The deputy says yes; whoever goes hears of it."""
    absence = leave.accept(heard.session, heard.speaker, int(heard.fact), heard.now)
    told = Tell(_chat(absence), f"leave.accepted:{absence.id}", texts.accepted_by(absence, heard.today))
    return Edit(texts.accepted(absence, heard.today)), told


def decline(heard: Heard) -> Answers:
    """The deputy cannot; whoever goes hears what to do next."""
    absence = leave.decline(heard.session, heard.speaker, int(heard.fact), heard.now)
    told = Tell(_chat(absence), f"leave.declined:{absence.id}", texts.declined_by(absence, heard.today))
    return Edit(texts.declined(absence)), told


def end(heard: Heard) -> Answers:
    """Back early, or not going; a deputy who said yes hears of it."""
    absence = leave.end(heard.session, heard.speaker, int(heard.fact), heard.now)
    edited = Edit(texts.ended(absence, heard.today))
    deputy = absence.deputy.telegram_id
    if absence.accepted_at is None or deputy is None:
        return edited
    return edited, Tell(deputy, f"leave.ended:{absence.id}", texts.ended_for(absence, heard.today), rests=True)


def _asked(heard: Heard, words: str) -> Reply:
    wanted = leave.said(heard.session, heard.speaker, words, heard.today)
    return Reply(
        texts.asked(leave.ask(heard.session, heard.speaker, wanted, heard.knowledge.hours, heard.now), heard.now)
    )


def _listing(heard: Heard) -> Reply:
    found = leave.of(heard.session, heard.speaker, heard.today)
    if not found:
        return Reply(texts.how())
    reader = heard.speaker.member_id
    return Reply(texts.listing(found, reader, heard.today), texts.listing_buttons(found, reader, heard.today))


def _chat(absence: Absence) -> int:
    return absence.member.telegram_id or 0
