"""Problems in the chat: put, taken back, listed, opened, claimed, judged; what needs words is asked in issue_words."""

from datetime import timedelta
from pathlib import Path

from markupsafe import Markup

from handlers.answers import Answers, Edit, Picture, Reply, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.issue_words import await_pictures
from handlers.routes import Routes
from services import access, cabinet, dialogues, issues, questions
from services.access import Action
from services.departments import DepartmentUnknown
from services.issues import Move, Shown, Source, View, pictures
from texts import issue_news, issue_words, refusals
from texts import issues as texts
from texts.buttons import Rows

_MOST_PICTURES = 9
_OFFERED = "issues.offered"
_PATIENCE = timedelta(minutes=30)
_IN_GROUPS = ("claim", "merge")
"""What stands under the departments' card and under a question caught in a group."""


def register(routes: Routes) -> None:
    """Commands, buttons, the open question and the occasions."""
    routes.command("issues", show)
    routes.command("issue", start)
    routes.topic("issues.say", hear_words, cancels=True)
    routes.topic(_OFFERED, pass_by)
    routes.press("issues.offered", take_offered)
    for verb, hear in (
        ("visit", raise_from_visit),
        ("question", raise_from_question),
        ("undo", undo),
        ("publish", publish),
        ("merge", merge),
        ("apart", leave_apart),
        ("list", turn_page),
        ("open", open_issue),
        ("photos", show_photos),
        ("claim", claim),
        ("solved", say_solved),
        ("ask", ask_now),
        ("takeback", take_back),
        ("resume", take_up),
    ):
        routes.press(f"issues.{verb}", hear, in_groups=verb in _IN_GROUPS)
    routes.occasion(issues.CARD, say_told, rests=True)
    routes.occasion(issues.ON_THE_SPOT, say_told)
    routes.occasion(issues.NEWS, say_told)
    routes.refusal(issues.IssueRefusal, lambda refusal, heard: issue_words.refused(refusal, heard.today))
    routes.refusal(DepartmentUnknown, lambda refusal, _: issue_words.department_unknown(refusal))


def start(heard: Heard) -> Reply:
    """/issue with words puts a problem, without asks for them."""
    if heard.fact:
        return _raised(heard, issues.matter(heard.fact))
    access.require(heard.speaker, Action.RAISE_ISSUE, heard.speaker.team)
    dialogues.ask(heard.session, heard.speaker.telegram_id, "issues.say", heard.now)
    return Reply(issue_words.SAY)


def hear_words(heard: Heard) -> Reply:
    """The problem, asked for before."""
    said = _raised(heard, issues.matter(heard.words))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return said


def hear_issue(heard: Heard) -> Reply:
    """A sentence that puts a problem in so many words."""
    return _raised(heard, issues.matter(heard.words))


def raise_from_visit(heard: Heard) -> Answers:
    """转为问题 on a visit."""
    known = issues.of_source(heard.session, Source.VISIT, int(heard.fact))
    issue = issues.raise_from_visit(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _known(heard, issue) if known else _said_of(heard, issue)


def raise_from_question(heard: Heard) -> Answers:
    """转为问题 on a question that waits for an answer."""
    question = questions.find(heard.session, int(heard.fact))
    known = issues.of_source(heard.session, Source.QUESTION, question.number)
    issue = issues.raise_issue(
        heard.session, heard.speaker, question.words, heard.now, source=Source.QUESTION, source_id=question.number
    )  # fmt: skip
    return _known(heard, issue) if known else _said_of(heard, issue)


def offer_note(heard: Heard) -> Reply | None:
    """Words about going there, by who holds a problem and records no visits, may be its progress; None for others."""
    issue = issues.last_claimed(heard.session, heard.speaker) if heard.among_us else None
    if issue is None:
        return None
    facts = {"number": issue.number, "words": heard.words}
    dialogues.ask(heard.session, heard.speaker.telegram_id, _OFFERED, heard.now, _PATIENCE, **facts)
    return Reply(texts.offer_note(_shown(heard, issue), heard.words), texts.offer_buttons(issue))


def pass_by(_heard: Heard) -> Answers:
    """Only the button takes the offer; words are heard as always."""
    return None


def take_offered(heard: Heard) -> Answers:
    """记进展: the words that were offered."""
    if heard.asked is None or heard.asked.topic != _OFFERED or heard.asked_number("number") != int(heard.fact):
        return Toast(refusals.STALE)
    words = str(heard.asked.facts["words"])
    dialogues.close(heard.session, heard.speaker.telegram_id)
    step = issues.note(heard.session, heard.speaker, int(heard.fact), words, heard.now)
    await_pictures(heard, step.id)
    return Edit(texts.done(_found(heard), Move.NOTE, heard.today))


def undo(heard: Heard) -> Answers:
    """撤销, before anybody else has heard."""
    issue = issues.undo(heard.session, heard.speaker, int(heard.fact), heard.now)
    text = texts.undone(_shown(heard, issue))
    return Edit(text), Toast(str(text))


def publish(heard: Heard) -> Edit:
    """现在就转: the ten minutes are not waited for."""
    issue = issues.publish(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.published(_shown(heard, issue)))


def merge(heard: Heard) -> Edit:
    """合并跟进."""
    number, _, into = heard.fact.partition(",")
    issue = issues.merge(heard.session, heard.speaker, int(number), int(into), heard.now)
    return Edit(texts.merged(_shown(heard, issue), int(number)))


def leave_apart(heard: Heard) -> Edit:
    """单独办理: the question goes."""
    shown = _found(heard)
    absent = issues.absent(heard.session, shown.issue.words)
    return Edit(texts.raised(shown, None, absent, heard.today), texts.raised_buttons(shown, None))


def show(heard: Heard) -> Answers:
    """/issues shows what is theirs to do; with a number the problem itself."""
    said = heard.fact.lstrip("#＃")
    if said.isascii() and said.isdigit():
        shown = issues.find(heard.session, heard.speaker, int(said), heard.now)
        return Reply(texts.card(shown, heard.today), texts.card_buttons(shown, heard.now))
    view = next((view for view, name in texts.VIEWS.items() if heard.fact in ("", name)), None)
    return Reply(texts.list_unread(heard.fact)) if view is None else Reply(*_page(heard, view, 1))


def turn_page(heard: Heard) -> Edit:
    """Another page, or another list, in the same message."""
    number, _, view = heard.fact.partition(",")
    return Edit(*_page(heard, view.one_of(View) if view else View.TODO, int(number)))


def open_issue(heard: Heard) -> Edit:
    """One problem whole."""
    return _card(heard)


def show_photos(heard: Heard) -> Answers:
    """The photos of its steps."""
    shown = _found(heard)
    files = pictures.of_issue(heard.session, shown.issue.number)[:_MOST_PICTURES]
    places = [str(cabinet.path_of(Path(), one.hash, one.suffix)) for one in files]
    return [Picture(place, texts.number(shown.issue.number)) for place in places]


def claim(heard: Heard) -> Answers:
    """我单位认领; the loser of a race hears who won, by the refusal. A group's card is edited wherever it stands."""
    issues.claim(heard.session, heard.speaker, int(heard.fact), heard.now)
    done = Toast(_done(heard, Move.CLAIM))
    return (_card(heard), done) if heard.private else done


def say_solved(heard: Heard) -> Answers:
    """已解决."""
    issues.say_solved(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _card(heard), Toast(_done(heard, Move.AGREE))


def ask_now(heard: Heard) -> Answers:
    """现在就发: the raisers are asked at once."""
    issues.ask_now(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _card(heard), Toast(_done(heard, Move.ASK))


def take_back(heard: Heard) -> Answers:
    """撤回答复."""
    issues.take_back(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _card(heard), Toast(_done(heard, Move.TAKE_BACK))


def take_up(heard: Heard) -> Answers:
    """恢复办理."""
    issues.take_up(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _card(heard), Toast(_done(heard, Move.RESUME))


def say_told(due: Due) -> Reply | None:
    """A step to somebody who should know, with the others that wait for them; None where none matters any more."""
    steps = issues.gather(due.session, due.speaker.telegram_id, due.key, due.now)
    pairs = [
        (issues.find(due.session, due.speaker, issue.number, due.now), step)
        for step in steps
        if (issue := issues.matters(due.session, due.speaker, step, due.now)) is not None
    ]
    if not pairs:
        return None
    if len(pairs) > 1:
        return Reply(issue_news.told_together(pairs, due.today), issue_news.together_buttons(pairs))
    [(shown, step)] = pairs
    return Reply(issue_news.told(shown, step, due.today), issue_news.told_buttons(shown, step))


def _raised(heard: Heard, words: str) -> Reply:
    village = _village(heard, words)
    issue = issues.raise_issue(heard.session, heard.speaker, words, heard.now, village=village)
    return _said_of(heard, issue)


def _known(heard: Heard, issue: issues.Issue) -> Toast | Reply:
    """An impatient thumb is told so, without one more message for each tap; who typed it gets the card."""
    shown = issues.find(heard.session, heard.speaker, issue.number, heard.now)
    said = texts.known(shown, heard.today)
    return Toast(said) if heard.pressed else Reply(said, texts.card_buttons(shown, heard.now))


def _said_of(heard: Heard, issue: issues.Issue) -> Reply:
    """The card of a problem just put, with a look-alike where there is one."""
    shown = _shown(heard, issue)
    like = issues.alike(heard.session, issue, heard.now)
    absent = issues.absent(heard.session, issue.words)
    return Reply(texts.raised(shown, like, absent, heard.today), texts.raised_buttons(shown, like))


def _village(heard: Heard, words: str) -> str | None:
    town = heard.speaker.team.town if heard.speaker.team else ""
    return next((one.name for one in heard.knowledge.places.villages_of(town) if one.name in words), None)


def _page(heard: Heard, view: View, number: int) -> tuple[Markup, Rows]:
    page = issues.page(heard.session, heard.speaker, view, number, heard.now)
    text = texts.listing(page) if page.total else texts.nothing(view)
    return text, texts.listing_buttons(page, list(View))


def _shown(heard: Heard, issue: issues.Issue) -> Shown:
    return issues.shown(heard.session, heard.speaker, issue, heard.now)


def _found(heard: Heard) -> Shown:
    number = int(heard.fact.partition(",")[0])
    return issues.find(heard.session, heard.speaker, number, heard.now)


def _card(heard: Heard) -> Edit:
    shown = _found(heard)
    return Edit(texts.card(shown, heard.today), texts.card_buttons(shown, heard.now))


def _done(heard: Heard, move: Move) -> str:
    return str(texts.done(_found(heard), move, heard.today).striptags())
