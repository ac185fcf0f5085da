"""意见箱 in the chat: /feedback, signed or not, and its answer."""

from datetime import timedelta

from handlers.answers import Answers, Edit, Reply
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import dialogues, feedback
from texts import feedback as texts

_PATIENCE = timedelta(hours=1)


def register(routes: Routes) -> None:
    """The command, the buttons, the two open questions and what is said later."""
    routes.command("feedback", start)
    routes.press("feedback.signed", send_signed)
    routes.press("feedback.unsigned", send_unsigned)
    routes.press("feedback.take", take)
    routes.topic("feedback.words", hear_words, cancels=True)
    routes.topic("feedback.answer", hear_answer, cancels=True)
    routes.occasion(feedback.CARD, say_card, rests=True)
    routes.occasion(feedback.ANSWER, say_answer)
    routes.refusal(feedback.LetterTooLong, lambda refusal, _: texts.too_long(refusal.characters))
    routes.refusal(feedback.LetterAnswered, lambda refusal, heard: texts.answered_before(refusal, heard.now))
    routes.refusal(feedback.LetterGone, lambda *_: texts.gone())


def start(heard: Heard) -> Reply:
    """/feedback with words keeps them, without asks for them."""
    if heard.fact:
        return _written(heard, heard.fact)
    waiting = feedback.unanswered(heard.session, heard.speaker) if feedback.may_answer(heard.speaker) else []
    feedback.require_writer(heard.speaker)
    dialogues.ask(heard.session, heard.speaker.telegram_id, "feedback.words", heard.now, _PATIENCE)
    return Reply(texts.ask_words(waiting), texts.waiting_buttons(waiting))


def hear_words(heard: Heard) -> Reply:
    """The letter."""
    written = _written(heard, heard.words)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return written


def send_signed(heard: Heard) -> Edit:
    """署名."""
    name = texts.signature(heard.speaker)
    return Edit(texts.sent(feedback.send(heard.session, heard.speaker, int(heard.fact), name, heard.now)))


def send_unsigned(heard: Heard) -> Edit:
    """不署名."""
    return Edit(texts.sent(feedback.send(heard.session, heard.speaker, int(heard.fact), None, heard.now)))


def take(heard: Heard) -> Reply:
    """答复: the next plain words are the answer."""
    row = feedback.find(heard.session, heard.speaker, int(heard.fact))
    asker = heard.speaker.telegram_id
    dialogues.ask(heard.session, asker, "feedback.answer", heard.now, _PATIENCE, letter_id=row.id)
    return Reply(texts.ask_answer(row))


def hear_answer(heard: Heard) -> Answers:
    """The answer goes to the writer."""
    letter_id = heard.asked_number("letter_id")
    row = feedback.answer(heard.session, heard.speaker, letter_id, heard.words, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return Reply(texts.answer_sent(row))


def say_card(due: Due) -> Reply | None:
    """The letter, unless it was answered since."""
    row = feedback.letter(due.session, int(due.subject))
    return Reply(texts.card(row), texts.card_buttons(row)) if row.answered_at is None else None


def say_answer(due: Due) -> Reply:
    """What the writer is answered."""
    row = feedback.letter(due.session, int(due.subject))
    return Reply(texts.answered(row, feedback.answerer(due.session, row)))


def _written(heard: Heard, words: str) -> Reply:
    row = feedback.write(heard.session, heard.speaker, words, heard.now)
    return Reply(texts.how_to_sign(row), texts.sign_buttons(row))
