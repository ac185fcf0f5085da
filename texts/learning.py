"""How editors are shown what could be learnt, and what came of their decision."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from knowledge.base import CATEGORIES
from services.clock import day_of
from services.editions import Edition
from services.learning import Card, DecidedBefore, Kind, Proposal
from services.questions import Handed, WrittenAnswer
from texts.buttons import Button, Rows, rows
from texts.editions import difference
from texts.phrases import clipped, day, moment
from texts.policy import folded

MOST_WORDINGS = 12


def card(shown: Card, done: Markup | None = None) -> Markup:
    """What is decided next, under what was done just now."""
    head = Markup("待整理{}组").format(shown.left)
    say = {Kind.WORDING: _wordings, Kind.ENTRY: _entry, Kind.WRONG: _wrong}[shown.kind]
    return Markup("\n").join([*([done, Markup("")] if done else []), head, say(shown)])


def card_buttons(shown: Card) -> Rows:
    """What an editor may do with it."""
    last = str(max(row.id for row in shown.proposals))
    leave = Button("忽略", "learning.leave", last)
    if shown.kind is Kind.WORDING:
        return ((Button("全部加", "learning.all", last), Button("逐条", "learning.each", last), leave),)
    numbers = tuple(
        Button(str(place), "learning.to", f"{last},{entry.id}") for place, entry in enumerate(shown.nearest, 1)
    )
    first = Button("加为条目", "learning.entry", last) if shown.kind is Kind.ENTRY else None
    if shown.kind is Kind.WRONG and shown.askable:
        first = Button("请人答复", "learning.ask", last)
    return (*((numbers,) if numbers else ()), (*((first,) if first else ()), leave))


def one_wording(row: Proposal, question: str, left: int) -> Markup:
    """逐条: one wording at a time."""
    return Markup("“{}”加为“{}”的问法？\n问过{}次，还有{}条").format(row.words, question, row.times, left)


def one_wording_buttons(row: Proposal) -> Rows:
    """Add it or not."""
    fact = str(row.id)
    return ((Button("加", "learning.add", fact), Button("不加", "learning.skip", fact)),)


def which_category(answer_words: str) -> Markup:
    """A new entry needs its place."""
    return Markup("加到哪一类？\n{}").format(clipped(answer_words, 80))


def category_buttons(proposal_id: int) -> Rows:
    """A button a category."""
    fact = str(proposal_id)
    choices = (Button(name, "learning.category", f"{fact},{place}") for place, name in enumerate(CATEGORIES))
    return (*rows(*choices), (Button("返回", "learning.next"),))


def learnt(edition: Edition) -> Markup:
    """The change is an edition; it is in force in seconds."""
    return Markup("已加，成为第{}版（{}），几秒内生效").format(edition.number, difference(edition))


def left_out() -> Markup:
    """忽略."""
    return Markup("已忽略，不再提示")


def asked(handed: Handed) -> Markup:
    """The question waits for a person."""
    return Markup("已登记 <b>Q-{:04d}</b>，请人答复").format(handed.number)


def nothing_left(done: Markup | None = None) -> Markup:
    """Everything is decided."""
    return Markup("\n").join([*([done] if done else []), Markup("没有要整理的问法了")])


def note(answer: WrittenAnswer, today: date) -> str:
    """Who stands behind an entry that came from an answer; it goes into the file."""
    return f"{answer.office}于{day(today)}答复，还没有补依据"


def decided_before(refusal: DecidedBefore, now: datetime) -> str:
    """A second tap, or a colleague was faster."""
    what = "已加" if refusal.accepted else "已忽略"
    return f"这条已在{moment(refusal.at, day_of(now))}由{refusal.by}处理过：{what}"


def gone() -> str:
    """The entry was taken out since."""
    return "这条所指的条目已不在了，请重新发 /learn"


def _wordings(shown: Card) -> Markup:
    question = shown.entry.question if shown.entry else ""
    lines = [Markup("这{}种问法点到了“{}”，加为问法？").format(len(shown.proposals), question)]
    lines += [Markup("· {}{}").format(one.words, _times(one)) for one in shown.proposals[:MOST_WORDINGS]]
    if len(shown.proposals) > MOST_WORDINGS:
        lines.append(Markup("· 另有{}种，点〔逐条〕看").format(len(shown.proposals) - MOST_WORDINGS))
    return Markup("\n").join(lines)


def _entry(shown: Card) -> Markup:
    row, answer = shown.proposals[0], shown.answer
    lines = [Markup("<b>Q-{:04d}</b> “{}”已由人答复，加为条目？").format(row.number or 0, clipped(row.words, 60))]
    if answer:
        lines.append(Markup("{}\n（{}，{}）").format(folded(answer.words), answer.author, answer.office))
    return Markup("\n").join([*lines, *_nearest(shown, "或点数字，加为已有条目的问法：")])


def _wrong(shown: Card) -> Markup:
    row = shown.proposals[0]
    question = shown.entry.question if shown.entry else ""
    lines = [Markup("问“{}”答了“{}”，被点没答对").format(clipped(row.words, 60), question)]
    if row.remark:
        lines.append(Markup("提问人说：{}").format(clipped(row.remark, 120)))
    return Markup("\n").join([*lines, *_nearest(shown, "点数字，加为这一条的问法：")])


def _nearest(shown: Card, head: str) -> Sequence[Markup]:
    if not shown.nearest:
        return ()
    return [
        Markup("{}").format(head),
        *(Markup("{}. {}").format(place, one.question) for place, one in enumerate(shown.nearest, 1)),
    ]


def _times(row: Proposal) -> str:
    return f"（{row.times}次）" if row.times > 1 else ""
