"""队长有话说 in the chat: announced step by step, signed up for, asked ahead, run by its moderator."""

import re
from datetime import datetime, time, timedelta

from markupsafe import Markup

from handlers.answers import Amend, Answers, Edit, Reply, Tell, Toast
from handlers.due import Due
from handlers.duty_plans import AnswerUnfit
from handlers.forms import Guide, Question, Sheet
from handlers.heard import Heard
from handlers.routes import Routes
from services import access, dialogues, groups, issues, people, talks
from services.access import Action, Speaker
from services.talks import (
    Board,
    Plan,
    Stage,
    Talk,
    TalkQuestion,
    announcing,
    cards,
    meeting,
    moderating,
    moments,
    problems,
    running,
    themes,
)
from services.talks.refusals import ClosesTooLate, TalkRefusal, TooManyTeams
from texts import menu, talk_refusals
from texts import talks as texts
from texts.buttons import Rows

_PATIENCE = timedelta(minutes=30)
_HOUR, _CLOSING_HOUR = time(9), time(18)


def register(routes: Routes) -> None:
    """Commands, buttons, the open question, and what is said later."""
    routes.command("talk", show, in_groups=True)
    routes.command("talk_new", start_new)
    routes.key(menu.TALK, show)
    for verb, hear in (
        ("sign_up", sign_up),
        ("step_back", step_back),
        ("ask", ask),
        ("signed", put_signed),
        ("unsigned", put_unsigned),
        ("withdraw", withdraw),
        ("questions", show_agenda),
        ("agenda", turn_agenda),
        ("support", support),
        ("back", show_in_place),
        ("start", begin),
        ("next", move_on),
        ("skip", skip),
        ("end", ask_end),
        ("end_now", end),
        ("stay", stay),
        ("cancel", ask_cancel),
        ("cancel_now", cancel),
        ("take_over", ask_take_over),
        ("take_over_now", take_over),
    ):
        routes.press(f"talks.{verb}", hear)
    routes.topic("talks.question", hear_question, cancels=True)
    routes.opening(texts.OPENINGS, catch)
    routes.occasion(cards.CARD, say_card)
    routes.occasion(cards.LIVE, say_live)
    routes.occasion(cards.LIVE_EDIT, say_live_edit)
    routes.occasion(cards.TIME, say_time)
    routes.occasion(cards.REMINDER, say_reminder)
    routes.occasion(cards.CALLED_OFF, say_called_off)
    GUIDE.join(routes)
    routes.refusal(TalkRefusal, lambda refusal, heard: talk_refusals.refused(refusal, heard.today))


def start_new(heard: Heard) -> Answers:
    """The steps of a new session, or an unfinished draft."""
    return GUIDE.start(heard)


def show(heard: Heard) -> Reply:
    """The session that is on, or the next, or the last."""
    access.require(heard.speaker, Action.JOIN_TALK)
    talk = talks.current(heard.session)
    if talk is None:
        return Reply(texts.NO_TALK)
    shown = _shown(heard, talk)
    return Reply(shown.text, shown.buttons)


def show_in_place(heard: Heard) -> Edit:
    """Back to the card."""
    return _shown(heard, talks.find(heard.session, heard.speaker, int(heard.fact)))


def sign_up(heard: Heard) -> Answers:
    """报名发言."""
    turn = talks.sign_up(heard.session, heard.speaker, int(heard.fact), heard.now)
    talk = talks.find(heard.session, heard.speaker, turn.talk_id)
    board = talks.board(heard.session, talk)
    line = [one.id for one in board.turns].index(turn.id) + 1
    said = texts.signed_up(talk, line, heard.today)
    return Toast(said, alert=True), _shown(heard, talk)


def step_back(heard: Heard) -> Answers:
    """撤回报名."""
    was = talks.step_back(heard.session, heard.speaker, int(heard.fact))
    return Toast(texts.stepped_back(was=was)), show_in_place(heard)


def ask(heard: Heard) -> Reply:
    """先提问题: the next plain words are the question."""
    talk = talks.find_open(heard.session, heard.speaker, int(heard.fact))
    number = heard.speaker.telegram_id
    dialogues.ask(heard.session, number, "talks.question", heard.now, _PATIENCE, talk_id=talk.id)
    return Reply(texts.ASK_QUESTION)


def hear_question(heard: Heard) -> Reply:
    """The question is kept; it is put once it is said whether it is signed."""
    talk_id = heard.asked_number("talk_id")
    question = talks.write(heard.session, heard.speaker, talk_id, heard.words, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.how_to_sign(question.words), texts.sign_buttons(question.id))


def put_signed(heard: Heard) -> Edit:
    """署名提."""
    return _put(heard, signed=True)


def put_unsigned(heard: Heard) -> Edit:
    """不署名提."""
    return _put(heard, signed=False)


def catch(heard: Heard) -> Answers:
    """问：… while a session is on, in a group only where one may be followed; else the words go their usual way."""
    if heard.edited or not (heard.private or groups.is_bound(heard.session, heard.spot.chat_id)):
        return None
    words, named = texts.opened(heard.words)
    signed = named or not heard.private
    question = talks.catch(heard.session, heard.speaker, words, heard.now, signed=signed)
    if question is None:
        return None
    text, buttons = _asked(heard, question)
    return Reply(text, buttons)


def withdraw(heard: Heard) -> Edit:
    """The question is taken back."""
    question = talks.withdraw(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.withdrawn(question.words))


def show_agenda(heard: Heard) -> Reply:
    """看议程, below the card, which goes on by itself."""
    page = talks.agenda(heard.session, heard.speaker, int(heard.fact))
    return Reply(texts.agenda(page), texts.agenda_buttons(page))


def turn_agenda(heard: Heard) -> Edit:
    """The questions, in the same message."""
    number, _, talk_id = heard.fact.partition(",")
    page = talks.agenda(heard.session, heard.speaker, int(talk_id), int(number))
    return Edit(texts.agenda(page), texts.agenda_buttons(page))


def support(heard: Heard) -> Answers:
    """同问."""
    number, _, page_number = heard.fact.partition(",")
    question = talks.support(heard.session, heard.speaker, int(number), heard.now)
    page = talks.agenda(heard.session, heard.speaker, question.talk_id, int(page_number))
    return Toast(texts.supported(question.number)), Edit(texts.agenda(page), texts.agenda_buttons(page))


def begin(heard: Heard) -> Edit:
    """开始本期: everybody's live card follows."""
    board = talks.start(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.begun(board))


def move_on(heard: Heard) -> Edit:
    """下一队."""
    talk_id, _, turn_id = heard.fact.partition(",")
    board = talks.move_on(heard.session, heard.speaker, int(talk_id), int(turn_id), heard.now)
    return _shown(heard, board.talk)


def skip(heard: Heard) -> Edit:
    """跳过本队."""
    talk_id, _, turn_id = heard.fact.partition(",")
    board = talks.skip(heard.session, heard.speaker, int(talk_id), int(turn_id), heard.now)
    return _shown(heard, board.talk)


def ask_end(heard: Heard) -> Reply:
    """结束本期 cannot be taken back; asked below the live card, which goes on changing by itself."""
    talk = talks.moderated(heard.session, heard.speaker, int(heard.fact))
    board = talks.board(heard.session, talk)
    return Reply(texts.sure_to_end(board), texts.sure_to_end_buttons(board))


def stay(_heard: Heard) -> Edit:
    """再等等."""
    return Edit(texts.STAYS)


def end(heard: Heard) -> Edit:
    """确定结束."""
    board = talks.end(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _shown(heard, board.talk)


def ask_cancel(heard: Heard) -> Edit:
    """取消本期 reaches everybody."""
    talk = talks.moderated(heard.session, heard.speaker, int(heard.fact))
    return Edit(texts.sure_to_cancel(talk), texts.sure_to_cancel_buttons(talk))


def cancel(heard: Heard) -> Edit:
    """确定取消本期."""
    talk = talks.cancel(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.called_off(talk, heard.today))


def ask_take_over(heard: Heard) -> Reply:
    """接手主持: what it means."""
    talks.require_running(heard.speaker)
    talk = talks.find_open(heard.session, heard.speaker, int(heard.fact))
    return Reply(texts.sure_to_take_over(talk), texts.sure_to_take_over_buttons(talk))


def take_over(heard: Heard) -> Answers:
    """确定接手: who moderated before is told."""
    talk, before = moderating.take_over(heard.session, heard.speaker, int(heard.fact), heard.now)
    told = [Tell(before, f"talks.take_over:{heard.update.update_id}", texts.taken_over(talk))] if before else []
    return (_shown(heard, talk), *told)


def say_card(due: Due) -> Reply | None:
    """Somebody's announcement, unless the session has begun or been called off since."""
    talk = talks.followed(due.session, int(due.subject))
    board = talks.board(due.session, talk)
    if board.stage is not Stage.ANNOUNCED:
        return None
    if _in_group(due):
        return Reply(texts.card(board, due.today), topic=talk.group_topic)
    return Reply(texts.card(board, due.today), _card_buttons(due.speaker, board))


def say_live(due: Due) -> Reply:
    """The live card of a participant or of the group."""
    talk = talks.followed(due.session, int(due.subject))
    text, buttons = _live(due, talk)
    return Reply(text, buttons, topic=talk.group_topic if _in_group(due) else None)


def say_live_edit(due: Due) -> Amend | None:
    """The live card as it stands now; a minute of a turn that is over need not be told."""
    subject, _, turn_id = due.subject.partition(":")
    talk = talks.followed(due.session, int(subject))
    message = cards.live_message(due.session, talk.id, due.speaker.telegram_id)
    if message is None or (turn_id and running.still_speaking(due.session, int(turn_id)) is None):
        return None
    return Amend(message, *_live(due, talk))


def say_time(due: Due) -> Reply | None:
    """A gentle word after five minutes, if that team still speaks."""
    turn = running.still_speaking(due.session, int(due.subject))
    if turn is None:
        return None
    topic = talks.followed(due.session, turn.talk_id).group_topic if _in_group(due) else None
    return Reply(texts.time_is_up(turn), topic=topic)


def say_reminder(due: Due) -> Reply | None:
    """Half an hour before, to the moderator and to those who still mean to speak."""
    talk = talks.find_open(due.session, due.speaker, int(due.subject))
    board = talks.board(due.session, talk)
    speaks = any(one.member_id == due.speaker.member_id for one in board.turns)
    if talk.started_at is not None or not (speaks or talks.is_moderator(due.speaker, talk)):
        return None
    return Reply(texts.reminder(board, due.now), _card_buttons(due.speaker, board))


def say_called_off(due: Due) -> Reply:
    """It does not take place."""
    talk = talks.followed(due.session, int(due.subject))
    return Reply(texts.called_off(talk, due.today), topic=talk.group_topic if _in_group(due) else None)


def _put(heard: Heard, *, signed: bool) -> Edit:
    question = talks.put(heard.session, heard.speaker, int(heard.fact), heard.now, signed=signed)
    return Edit(*_asked(heard, question))


def _asked(heard: Heard, question: TalkQuestion) -> tuple[Markup, Rows]:
    """The question with its problem, and a look-alike to be followed together with it (E12)."""
    issue = problems.problem_of(heard.session, question.id)
    like = issues.alike(heard.session, issue, heard.now) if issue else None
    return texts.asked(question, issue, like), texts.asked_buttons(question, issue, like)


def _shown(heard: Heard, talk: Talk) -> Edit:
    """The card of a session as this person may use it."""
    board = talks.board(heard.session, talk)
    if board.stage is Stage.ANNOUNCED:
        return Edit(texts.card(board, heard.today), _card_buttons(heard.speaker, board))
    if board.stage is Stage.LIVE:
        return Edit(texts.live(board, heard.now), _live_buttons(heard.speaker, board))
    return Edit(texts.over(board, heard.today), texts.over_buttons(board))


def _live(due: Due, talk: Talk) -> tuple[Markup, Rows]:
    board = talks.board(due.session, talk)
    if board.stage is not Stage.LIVE:
        return texts.over(board, due.today), () if _in_group(due) else texts.over_buttons(board)
    return texts.live(board, due.now), () if _in_group(due) else _live_buttons(due.speaker, board)


def _live_buttons(speaker: Speaker, board: Board) -> Rows:
    return texts.live_buttons(
        board,
        moderates=talks.is_moderator(speaker, board.talk),
        takes_over=moderating.may_take_over(speaker, board.talk),
    )


def _in_group(due: Due) -> bool:
    """Telegram's groups have negative numbers (core.telegram.org/bots/api#chat)."""
    return due.speaker.telegram_id < 0


def _card_buttons(speaker: Speaker, board: Board) -> Rows:
    town = speaker.team.town if speaker.team else ""
    return texts.card_buttons(
        board,
        speaks=access.allows(speaker, Action.SPEAK_AT_TALK, speaker.team),
        signed=town in board.signed_up,
        moderates=talks.is_moderator(speaker, board.talk),
        takes_over=moderating.may_take_over(speaker, board.talk),
    )


def _plan(sheet: Sheet) -> Plan:
    starts_at = datetime.fromisoformat(sheet.said("when"))
    closing = sheet.said("closing")
    heard = sheet.heard
    usual = announcing.usual_closing(heard.session, starts_at, heard.now)
    towns = sheet.standing.answers.get("towns")
    return Plan(
        sheet.said("theme"), starts_at, sheet.said("place"), tuple(towns) if isinstance(towns, list) else (),
        datetime.fromisoformat(closing) if closing else usual,
    )  # fmt: skip


def _read_theme(_sheet: Sheet, words: str) -> object:
    return themes.one_theme(words)


def _read_when(sheet: Sheet, words: str) -> object:
    return moments.read(words, sheet.heard.now, _HOUR).isoformat()


def _read_towns(sheet: Sheet, words: str) -> object:
    """Towns by their names in any wording the places know; none where the teams sign up by themselves."""
    if words == texts.OPEN_TO_ALL:
        return []
    places = sheet.heard.knowledge.places
    named = [part.strip() for part in re.split(r"[、，,；;\s]+", words) if part.strip()]
    known = [(name, places.town(name)) for name in named]
    unknown = next((name for name, town in known if town is None or not town.has_team), None)
    if unknown is not None:
        raise people.TeamUnknown(unknown)
    towns = list(dict.fromkeys(town.name for _, town in known if town is not None))
    if len(towns) > talks.MOST_SPEAKERS:
        raise TooManyTeams
    return towns


def _read_closing(sheet: Sheet, words: str) -> object:
    closing = moments.read(words, sheet.heard.now, _CLOSING_HOUR)
    if closing > datetime.fromisoformat(sheet.said("when")):
        raise ClosesTooLate
    return closing.isoformat()


def _ask_publish(sheet: Sheet) -> Markup:
    count = announcing.reached(sheet.heard.session, sheet.heard.speaker)
    return texts.ask_publish(_plan(sheet), count, sheet.heard.today)


def _read_publish(_sheet: Sheet, words: str) -> object:
    if words != texts.PUBLISH:
        raise AnswerUnfit(texts.NOT_PUBLISHED)
    return True


def _finish(sheet: Sheet) -> Answers:
    heard = sheet.heard
    talk, count = talks.announce(heard.session, heard.speaker, _plan(sheet), heard.now)
    meeting.owe_look(heard.session, talk, heard.speaker.telegram_id, heard.now)
    return Reply(texts.published(talk, count, heard.today))


def _require(heard: Heard) -> None:
    talks.require_running(heard.speaker)


def _about(sheet: Sheet) -> str:
    return sheet.said("theme") or "还没写主题"


GUIDE = Guide(
    name="talks.form",
    title=texts.TITLE,
    questions=(
        Question("theme", optional=False, ask=lambda _: texts.ASK_THEME, read=_read_theme),
        Question("when", optional=False, ask=lambda _: texts.ASK_WHEN, read=_read_when),
        Question("place", optional=False, ask=lambda _: texts.ASK_PLACE, offer=lambda _: (texts.ONLINE,)),
        Question("towns", ask=lambda _: texts.ASK_TOWNS, read=_read_towns, offer=lambda _: (texts.OPEN_TO_ALL,)),
        Question("closing", ask=lambda _: texts.ASK_CLOSING, read=_read_closing),
        Question(
            "publish", optional=False, ask=_ask_publish, read=_read_publish, offer=lambda _: (texts.PUBLISH,)
        ),
    ),
    require=_require,
    finish=_finish,
    about=_about,
)  # fmt: skip
