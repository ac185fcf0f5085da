"""Policy questions in the chat: one answer, an honest choice, or a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers import questions
from handlers.answers import Answers, Edit, Reply, Telling, Toast, Together, together
from handlers.facts import Fact
from handlers.heard import Heard
from handlers.routes import Routes
from knowledge.base import CATEGORIES, Entry
from knowledge.follow_ups import Part, asked_apart, part_asked, said_of
from knowledge.matching import Decision, Match, asks_back
from knowledge.places import Town
from services import consultations, dialogues
from services.consultations import Consulted
from texts import menu, refusals
from texts import policy as texts

_PAGE = 6
_MOST_RELATED = 6
_NUMBERS = {
    said: place
    for place, names in enumerate(("1 一 第一个 第1个", "2 二 第二个 第2个", "3 三 第三个 第3个"))
    for said in names.split()
}
_WORTH_OFFERING = 0.15
_PAIR = 2
_PATIENCE = timedelta(minutes=10)


def register(routes: Routes) -> None:
    """Commands, buttons and open questions of the policy answers."""
    routes.command("policy", browse, in_groups=True)
    routes.key(menu.ASK, browse)
    for verb, hear in (
        ("browse", browse_again),
        ("list", list_category),
        ("open", open_entry),
        ("pick", pick),
        ("detail", show_detail),
        ("basis", show_basis),
        ("related", show_related),
        ("useful", praise),
        ("wrong", object_to),
    ):
        routes.press(f"policy.{verb}", hear, in_groups=True)
    routes.topic("policy.remark", hear_remark)
    routes.refusal(consultations.TooManyQuestions, lambda *_: refusals.strangers_limit())
    routes.refusal(consultations.NotTheirs, lambda *_: refusals.STALE)


def knows(heard: Heard) -> bool:
    """Whether words that look like small talk are a question after all: an entry lies near enough to them."""
    return _topic(heard) is not None or knows_of(heard, heard.words)


def knows_of(heard: Heard, words: str) -> bool:
    """Whether an entry lies near enough to these words."""
    match = heard.knowledge.match(words, heard.speaker.team, heard.today)
    if match.decision == "choose":
        return not asks_back(words) and match.candidates[0].score >= _WORTH_OFFERING
    return match.decision == "answer"


def is_certain(heard: Heard) -> bool:
    """Whether one entry is the answer to these words."""
    return heard.knowledge.match(heard.words, heard.speaker.team, heard.today).decision == "answer"


def answer_beside(heard: Heard, words: str) -> Reply:
    """The answer to a question that stood beside something else, in the same message or within a step."""
    return say_what_was_found([_asked(heard, words)])[0]


@dataclass(frozen=True)
class Asked:
    """A question, what was decided about it, and the entries that may be shown."""

    heard: Heard
    decision: Decision
    entries: Sequence[Entry]
    read_as: str | None
    town: Town | None
    words: str
    second: "Asked | None" = None


def hear_question(heard: Heard) -> Telling:
    """The answer where it is certain, up to three questions where it is not, a person where nothing fits.

    Short words such as 「那材料呢」 belong to what was answered within the last ten minutes.
    """
    topic = _topic(heard)
    return _ask_on(heard, *topic) if topic else _ask(heard)


def _ask(heard: Heard) -> Together:
    consultations.require_asking(heard.session, heard.speaker, heard.now)
    return together(say_what_was_found, _two_asked(heard) or _asked(heard, heard.words))


def _asked(heard: Heard, words: str) -> Asked:
    match = heard.knowledge.match(words, heard.speaker.team, heard.today)
    entries = [one.entry for one in match.offered if one.entry.public or heard.among_us]
    return Asked(heard, _decision(match, entries), entries, match.read_as, match.town, words)


def _two_asked(heard: Heard) -> Asked | None:
    """Two questions in one message: the first is answered and the second offered, where each means its own entry."""
    parts = asked_apart(heard.words)
    if len(parts) != _PAIR or any(part_asked(part) for part in parts):
        return None
    first, second = (_asked(heard, part) for part in parts)
    if not (first.entries and second.entries) or first.entries[0].id == second.entries[0].id:
        return None
    return replace(first, second=second) if all(knows_of(heard, part) for part in parts) else None


def say_what_was_found(asked: Sequence[Asked]) -> list[Reply]:
    """The questions are kept, and answered with buttons that name the number of each."""
    first = asked[0].heard
    notes = [Consulted(one.heard.speaker, one.words, one.decision, one.entries) for one in asked]
    numbers = consultations.note_all(first.session, notes, first.now)
    return [_found(one, number) for one, number in zip(asked, numbers, strict=True)]


def _found(asked: Asked, number: int) -> Reply:
    reply = _first_found(asked, number)
    if asked.second is None:
        return reply
    second, entry = asked.second, asked.second.entries[0]
    likely = entry.question if second.decision == "choose" else ""
    return Reply(texts.and_second(reply.text, second.words, likely), (*reply.buttons, texts.second_button(entry)))


def _first_found(asked: Asked, number: int) -> Reply:
    heard, entries = asked.heard, asked.entries
    if asked.decision == "answer":
        return _answer(heard, entries[0], number, asked.town, asked.read_as)
    if asked.decision == "choose":
        text = texts.ask_back(entries) if asks_back(asked.words) else texts.choose(entries, asked.read_as)
        return Reply(text, texts.choose_buttons(entries, number))
    return Reply(texts.unknown(), texts.unknown_buttons(number))


def hear_choice(heard: Heard) -> Answers:
    """A number, or 都不是, typed under the questions offered last; None where none were, or none bears the number."""
    if heard.words != texts.NONE_OF_THEM and heard.words not in _NUMBERS:
        return None
    choice = consultations.last_choice(heard.session, heard.speaker, heard.now)
    if choice is None:
        return None
    heard.fact = Fact(choice.id)
    if heard.words == texts.NONE_OF_THEM:
        return questions.hand_over(heard)
    place = _NUMBERS[heard.words]
    if place >= len(choice.offered):
        return None
    heard.fact = Fact(f"{choice.id},{choice.offered[place]}")
    return pick(heard)


def browse(_heard: Heard) -> Reply:
    """The categories, for those who would rather look around."""
    return Reply(texts.categories(), texts.category_buttons(CATEGORIES))


def browse_again(_heard: Heard) -> Edit:
    """Back to the categories in the same message."""
    return Edit(texts.categories(), texts.category_buttons(CATEGORIES))


def list_category(heard: Heard) -> Edit:
    """One page of a category's questions."""
    number, _, index = heard.fact.partition(",")
    category = CATEGORIES[index.below(len(CATEGORIES))]
    entries = [entry for entry in heard.knowledge.base.entries.values() if _shown(heard, entry, category)]
    pages = max(1, -(-len(entries) // _PAGE))
    start = (int(number) - 1) * _PAGE
    shown = entries[start : start + _PAGE]
    return Edit(
        texts.listing(category, int(number), pages), texts.listing_buttons(shown, int(number), pages, int(index))
    )


def open_entry(heard: Heard) -> Answers:
    """A question chosen from a list is answered like one that was typed."""
    entry = _entry(heard, heard.fact)
    if entry is None:
        return Toast(texts.gone(), alert=True)
    asked = consultations.note(heard.session, heard.speaker, entry.question, "answer", [entry], heard.now)
    return _answer(heard, entry, asked, heard.town)


def pick(heard: Heard) -> Answers:
    """One of the offered questions was meant: the answer takes the place of the choice."""
    number, _, entry_id = heard.fact.partition(",")
    entry = _entry(heard, entry_id)
    if entry is None:
        return Toast(texts.gone(), alert=True)
    consultations.settle_on(heard.session, heard.speaker, int(number), entry, heard.now)
    reply = _answer(heard, entry, int(number), heard.town)
    return Edit(reply.text, reply.buttons)


def show_detail(heard: Heard) -> Answers:
    """Steps, materials and the like of an entry."""
    entry_id, _, key = heard.fact.partition(",")
    entry = _entry(heard, entry_id)
    return Reply(texts.detail(entry, key)) if entry and key in entry.details else Toast(texts.gone(), alert=True)


def show_basis(heard: Heard) -> Answers:
    """Every source of an entry."""
    entry = _entry(heard, heard.fact)
    return Reply(texts.basis(entry, heard.knowledge.base)) if entry else Toast(texts.gone(), alert=True)


def show_related(heard: Heard) -> Answers:
    """What people ask next, each a number to press."""
    entry = _entry(heard, heard.fact)
    if entry is None:
        return Toast(texts.gone(), alert=True)
    neighbours = [one for one in heard.knowledge.base.related_to(entry) if _entry(heard, one.id)][:_MOST_RELATED]
    return Reply(texts.related(entry, neighbours), texts.related_buttons(neighbours))


def praise(heard: Heard) -> Toast:
    """有用."""
    fresh = consultations.judge(heard.session, heard.speaker, int(heard.fact), "useful")
    return Toast(texts.thanks() if fresh else texts.already_judged())


def object_to(heard: Heard) -> Answers:
    """没答对: kept at once; one line more is welcome and may be skipped. A group is not asked for it."""
    if not consultations.judge(heard.session, heard.speaker, int(heard.fact), "wrong"):
        return Toast(texts.already_judged())
    if not heard.private:
        return Toast(texts.thanks())
    dialogues.ask(
        heard.session, heard.speaker.telegram_id, "policy.remark", heard.now, _PATIENCE, consultation_id=int(heard.fact)
    )
    return Toast(texts.already_judged()), Reply(texts.what_was_wrong())


def hear_remark(heard: Heard) -> Reply:
    """The one line about what was wrong."""
    dialogues.close(heard.session, heard.speaker.telegram_id)
    if heard.words in (*refusals.SKIP_WORDS, *refusals.CANCEL_WORDS):
        return Reply(refusals.SKIPPED)
    facts = heard.asked.facts if heard.asked else {}
    consultations.remark(heard.session, heard.speaker, int(str(facts["consultation_id"])), heard.words)
    return Reply(texts.remark_kept())


def _answer(heard: Heard, entry: Entry, consultation_id: int, town: Town | None, read_as: str | None = None) -> Reply:
    base = heard.knowledge.base
    text = texts.card(entry, base, town, heard.today, read_as)
    return Reply(text, texts.card_buttons(entry, base, consultation_id, heard.today))


def _decision(match: Match, shown: Sequence[Entry]) -> Decision:
    """What was found for certain but is not for this person's eyes leaves the rest as mere possibilities."""
    if not shown:
        return "none"
    return "choose" if match.decision == "answer" and shown[0] is not match.candidates[0].entry else match.decision


def _topic(heard: Heard) -> tuple[Entry, Part] | None:
    """The entry that short words ask on about, and which part of it."""
    part = part_asked(heard.words)
    told = consultations.last_told(heard.session, heard.speaker, heard.now) if part else None
    entry = _entry(heard, told) if told else None
    return (entry, part) if entry and part else None


def _ask_on(heard: Heard, entry: Entry, part: Part) -> Reply:
    words = f"{entry.question} {heard.words}"
    asked = consultations.note(heard.session, heard.speaker, words, "follow_up", [entry], heard.now)
    said = said_of(entry, part)
    if said is None and not (part is Part.BASIS and entry.sources):
        return Reply(texts.not_said(entry, part), texts.unknown_buttons(asked))
    return Reply(texts.part(entry, part, said, heard.knowledge.base))


def _entry(heard: Heard, entry_id: str) -> Entry | None:
    entry = heard.knowledge.base.entries.get(entry_id)
    return entry if entry is None or entry.public or heard.among_us else None


def _shown(heard: Heard, entry: Entry, category: str) -> bool:
    return entry.category == category and (entry.public or heard.among_us)
