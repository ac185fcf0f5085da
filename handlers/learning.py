"""Learning in the chat: editors are shown proposals one group after another, and decide."""

from markupsafe import Markup

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from knowledge.base import CATEGORIES
from services import learning, questions
from texts import learning as texts
from texts import refusals


def register(routes: Routes) -> None:
    """Commands, buttons and the weekly occasion."""
    routes.command("learn", start)
    routes.press("learning.next", go_on)
    routes.press("learning.all", accept_all)
    routes.press("learning.each", show_each)
    routes.press("learning.add", accept_one)
    routes.press("learning.skip", leave_one)
    routes.press("learning.to", accept_for)
    routes.press("learning.entry", choose_category)
    routes.press("learning.category", accept_entry)
    routes.press("learning.ask", ask_person)
    routes.press("learning.leave", leave)
    routes.occasion(learning.WEEKLY, say_weekly)
    routes.refusal(learning.DecidedBefore, lambda refusal, heard: texts.decided_before(refusal, heard.now))
    routes.refusal(learning.ProposalGone, lambda *_: texts.gone())


def start(heard: Heard) -> Reply:
    """What could be learnt now."""
    learning.gather(heard.session, heard.knowledge.base, heard.now)
    shown = _next(heard)
    return Reply(shown.text, shown.buttons)


def go_on(heard: Heard) -> Edit:
    """The next group in the same message."""
    return _next(heard)


def accept_all(heard: Heard) -> Edit:
    """全部加."""
    rows = learning.group_of(heard.session, heard.speaker, int(heard.fact))
    return _next(heard, texts.learnt(learning.accept_wordings(heard.session, heard.speaker, rows, heard.now)))


def show_each(heard: Heard) -> Edit:
    """逐条: the first of the group."""
    row = learning.group_of(heard.session, heard.speaker, int(heard.fact))[0]
    return _one(heard, row)


def accept_one(heard: Heard) -> Edit:
    """加: this wording alone."""
    row = learning.single(heard.session, heard.speaker, int(heard.fact))
    done = texts.learnt(learning.accept_wordings(heard.session, heard.speaker, [row], heard.now))
    return _after_one(heard, row, done)


def leave_one(heard: Heard) -> Edit:
    """不加."""
    row = learning.single(heard.session, heard.speaker, int(heard.fact))
    learning.leave(heard.session, heard.speaker, [row], heard.now)
    return _after_one(heard, row, texts.left_out())


def accept_for(heard: Heard) -> Edit:
    """The words belong to one of the entries that were named."""
    number, _, entry_id = heard.fact.partition(",")
    row = learning.single(heard.session, heard.speaker, int(number))
    edition = learning.accept_as_wording(heard.session, heard.speaker, [row], entry_id, heard.now)
    return _next(heard, texts.learnt(edition))


def choose_category(heard: Heard) -> Edit:
    """加为条目: where it belongs."""
    row = learning.single(heard.session, heard.speaker, int(heard.fact))
    return Edit(texts.which_category(row.words), texts.category_buttons(row.id))


def accept_entry(heard: Heard) -> Answers:
    """The answer is an entry of this category."""
    number, _, place = heard.fact.partition(",")
    row = learning.single(heard.session, heard.speaker, int(number))
    answer = questions.last_answer(heard.session, questions.find(heard.session, row.number or 0))
    if answer is None:
        return Toast(refusals.STALE, alert=True)
    note = texts.note(answer, heard.today)
    category = CATEGORIES[place.below(len(CATEGORIES))]
    edition = learning.accept_as_entry(heard.session, heard.speaker, row.id, category, note, heard.now)
    return _next(heard, texts.learnt(edition))


def ask_person(heard: Heard) -> Edit:
    """请人答复: the asker gets an answer after all."""
    handed = learning.ask_person(heard.session, heard.speaker, int(heard.fact), heard.now)
    return _next(heard, texts.asked(handed))


def leave(heard: Heard) -> Edit:
    """忽略: the whole group."""
    row = learning.single(heard.session, heard.speaker, int(heard.fact))
    rows = learning.group_of(heard.session, heard.speaker, row.id) if row.kind == learning.Kind.WORDING else [row]
    learning.leave(heard.session, heard.speaker, rows, heard.now)
    return _next(heard, texts.left_out())


def say_weekly(due: Due) -> Reply | None:
    """The week's first group; nothing where nothing could be learnt."""
    learning.gather(due.session, due.knowledge.base, due.now)
    shown = learning.next_card(due.session, due.speaker, due.knowledge)
    return Reply(texts.card(shown), texts.card_buttons(shown)) if shown else None


def _next(heard: Heard, done: Markup | None = None) -> Edit:
    shown = learning.next_card(heard.session, heard.speaker, heard.knowledge)
    return Edit(texts.card(shown, done), texts.card_buttons(shown)) if shown else Edit(texts.nothing_left(done))


def _one(heard: Heard, row: learning.Proposal, done: Markup | None = None) -> Edit:
    entry = heard.knowledge.base.entries.get(row.entry_id or "")
    left = learning.waiting_with(heard.session, row)
    text = texts.one_wording(row, entry.question if entry else "", len(left))
    return Edit(Markup("\n").join([done, text]) if done else text, texts.one_wording_buttons(row))


def _after_one(heard: Heard, row: learning.Proposal, done: Markup) -> Edit:
    left = learning.waiting_with(heard.session, row)
    return _one(heard, left[0], done) if left else _next(heard, done)
