"""Questions to people in the chat: shown to those who answer, answered, and judged by those who asked."""

from datetime import timedelta

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import answering, consultations, dialogues, questions
from texts import policy as policy_texts
from texts import questions as texts
from texts import refusals

_PATIENCE = timedelta(hours=24)
_REMARK = timedelta(minutes=10)


def register(routes: Routes) -> None:
    """Commands, buttons, open questions and occasions of the questions to people."""
    routes.command("questions", show_open)
    routes.press("policy.none", hand_over, in_groups=True)
    routes.press("questions.page", turn_page)
    routes.press("questions.open", open_question)
    routes.press("questions.take", take)
    routes.press("questions.send", send)
    routes.press("questions.refer", choose_department)
    routes.press("questions.to", refer)
    routes.press("questions.solved", say_solved)
    routes.press("questions.unsolved", say_unsolved)
    routes.topic("questions.answer", hear_answer, cancels=True)
    routes.topic("questions.remark", hear_remark)
    routes.occasion(questions.CARD, say_card, rests=True)
    routes.occasion(answering.ANSWER, say_answer)
    routes.refusal(questions.QuestionAnswered, lambda refusal, heard: texts.answered_before(refusal.answer, heard.now))
    routes.refusal(questions.QuestionUnknown, lambda *_: texts.unknown())
    routes.refusal(answering.AnswerTooLong, lambda refusal, _: texts.too_long(refusal.characters, answering.LONGEST))


def hand_over(heard: Heard) -> Answers:
    """None of the offered answers was meant: a person will answer, once however often it is pressed."""
    if heard.speaker.is_stranger:
        consultations.own(heard.session, heard.speaker, int(heard.fact))
        return Edit(policy_texts.handed_to_strangers())
    handed = questions.hand_over(heard.session, heard.speaker, int(heard.fact), heard.now)
    if handed.answer:
        text = texts.answered(handed.words, handed.answer, heard.today)
        return Edit(text, texts.answered_buttons(handed.answer))
    return Edit(texts.handed(handed, heard.today), texts.handed_buttons(handed))


def show_open(heard: Heard) -> Reply:
    """The open questions this person may answer."""
    page = questions.open_page(heard.session, heard.speaker, 1, heard.today)
    if not page.total:
        return Reply(texts.none_open())
    return Reply(texts.listing(page, heard.today), texts.listing_buttons(page))


def turn_page(heard: Heard) -> Edit:
    """Another page in the same message."""
    page = questions.open_page(heard.session, heard.speaker, int(heard.fact), heard.today)
    return Edit(texts.listing(page, heard.today), texts.listing_buttons(page))


def open_question(heard: Heard) -> Edit:
    """One question whole, in the same message."""
    question = questions.required(heard.session, heard.speaker, int(heard.fact))
    questions.refuse_answered(heard.session, question)
    shown = questions.pending(heard.session, question, heard.today)
    return Edit(texts.card(shown, heard.today), texts.card_buttons(question))


def take(heard: Heard) -> Reply:
    """我来答: the next plain words are the answer."""
    question, colleague = answering.take(heard.session, heard.speaker, int(heard.fact), heard.now)
    asker = heard.speaker.telegram_id
    dialogues.ask(heard.session, asker, "questions.answer", heard.now, _PATIENCE, number=question.number)
    return Reply(texts.ask_answer(question, colleague))


def hear_answer(heard: Heard) -> Reply:
    """The answer, shown before anybody else sees it."""
    number = heard.asked_number("number")
    office = texts.office(heard.speaker)
    answer = answering.draft(heard.session, heard.speaker, number, heard.words, office, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.preview(answer), texts.preview_buttons(answer))


def send(heard: Heard) -> Edit:
    """Everybody who asked gets it."""
    return Edit(texts.sent(answering.send(heard.session, heard.speaker, int(heard.fact), heard.now)))


def choose_department(heard: Heard) -> Answers:
    """转给部门: which one."""
    question = questions.required(heard.session, heard.speaker, int(heard.fact))
    names = questions.departments(heard.session)
    if not names:
        return Toast(texts.no_department(), alert=True)
    return Edit(texts.which_department(question), texts.department_buttons(question, names))


def refer(heard: Heard) -> Answers:
    """The department is asked; whoever referred it may still answer."""
    number, _, place = heard.fact.partition(",")
    names = questions.departments(heard.session)
    if int(place) >= len(names):
        return Toast(refusals.STALE, alert=True)
    question = questions.refer(heard.session, heard.speaker, int(number), names[int(place)], heard.now)
    return Edit(texts.referred(question), texts.card_buttons(question))


def say_solved(heard: Heard) -> Toast:
    """解决了."""
    fresh = answering.say_solved(heard.session, heard.speaker, int(heard.fact))
    return Toast(texts.solved() if fresh else texts.said_before())


def say_unsolved(heard: Heard) -> Answers:
    """没解决: open again at once; one line more is welcome and may be skipped."""
    if not answering.say_unsolved(heard.session, heard.speaker, int(heard.fact), heard.now):
        return Toast(texts.said_before())
    answer_id = int(heard.fact)
    asker = heard.speaker.telegram_id
    dialogues.ask(heard.session, asker, "questions.remark", heard.now, _REMARK, answer_id=answer_id)
    return Toast(texts.solved()), Reply(texts.what_is_missing(answering.one(heard.session, answer_id)))


def hear_remark(heard: Heard) -> Reply:
    """What is missing, in the asker's words."""
    dialogues.close(heard.session, heard.speaker.telegram_id)
    answer_id = heard.asked_number("answer_id")
    skipped = heard.words in (*refusals.SKIP_WORDS, *refusals.CANCEL_WORDS)
    answering.remark(heard.session, heard.speaker, answer_id, None if skipped else heard.words, heard.now)
    return Reply(refusals.SKIPPED if skipped else texts.remark_passed_on())


def say_card(due: Due) -> Reply | None:
    """The card of a question, unless it was answered since."""
    question = questions.find(due.session, int(due.subject))
    if question.answered_at is not None:
        return None
    shown = questions.pending(due.session, question, due.today)
    return Reply(texts.card(shown, due.today), texts.card_buttons(question))


def say_answer(due: Due) -> Reply | None:
    """The answer to somebody who asked, unless it was called unsolved or solved since."""
    told = answering.still_told(due.session, due.speaker.telegram_id, int(due.subject))
    if told is None:
        return None
    answer, words = told
    return Reply(texts.answered(words, answer, due.today), texts.answered_buttons(answer))
