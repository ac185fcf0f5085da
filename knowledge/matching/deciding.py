"""When to answer, when to offer a choice, and when to say that nothing was found."""

import re
from collections.abc import Sequence
from math import exp
from operator import mul
from typing import Literal, NamedTuple, TypeAlias

from knowledge.matching.features import Clause, asks, read, tells_only
from knowledge.matching.index import Shares
from knowledge.matching.smalltalk import is_nothing_but_small_talk, is_small_talk
from knowledge.matching.weights import learnt
from knowledge.matching.words import function_words

Decision: TypeAlias = Literal["answer", "choose", "none"]

ANSWER = 0.55
"""A wrong answer costs more than a miss: what is less likely is offered among others (figures in docs/decisions)."""
CHOOSE = 0.1
LONG_ENOUGH = 20
OTHER_POST = 0.4
"""No likelier than this is an entry that knows of 第一书记 where 镇党委书记 was said: offered, not told."""


class Signals(NamedTuple):
    """What speaks for one entry being meant.

    `lead`: its log odds among all entries and none; `ahead`: among the entries alone. `alike`: likeness of its nearest
    wording, letter by letter, 0 to 1. `length`: how long the question is without function words, 1 from LONG_ENOUGH
    characters on. `strange`: how many of the aspects it asks for no wording of the entry asks for (a term, say, where
    all ask who). `subject`: how much the most usual character of the wordings counts that the question lacks. `loose`:
    what share of the question is function words. `another_post`: the question and the entry name different posts.
    """

    lead: float
    ahead: float
    shares: Shares
    alike: float
    length: float
    strange: int
    subject: float
    loose: float
    another_post: bool

    @property
    def figures(self) -> tuple[float, ...]:
        """In the order of the learnt weights."""
        shares = self.shares
        of_question = (shares.written, shares.characters, shares.words, shares.elsewhere, shares.nowhere)
        of_content = (shares.asked, shares.unasked, shares.untold)
        return (self.lead, *of_question, self.alike, self.length, *of_content, self.strange, self.subject, self.loose)

    @property
    def probability(self) -> float:
        """How likely this entry is what was asked for; never likelier than it is ahead of the others."""
        *weights, constant = learnt().certainty
        total = constant + sum(map(mul, weights, self.figures))
        likely = 1 / (1 + exp(-max(min(total, self.ahead), -50.0)))
        return min(likely, OTHER_POST) if self.another_post else likely


def asks_of_anything(said: Sequence[Clause]) -> bool:
    """Whether nothing is left beside function words, as in 「怎么申请」; also of a question without any words."""
    return all(function_words().cover(clause.text) for clause in said)


_ANNOUNCES = re.compile(
    r"^(?:请|帮我|帮忙)?(?:通知|告诉|提醒|转告)(?:下|到)?(?:大家|各位|全体|所有|全队|队员|队友|他们|各队)"
    r"|(?:今[天晚]|明[天晚早]|后天|上午|下午|晚上|周[1-6日天一二三四五六]|[0-9]+[点号日时])(?:我们|全队|大家|在队部|要)*"
    r"(?:开会|开个会|集合)$"
)


def announces(said: Sequence[Clause]) -> bool:
    """通知大家明天开会: something the team is to be told, which no entry answers."""
    text = "".join(clause.text for clause in said)
    return bool(_ANNOUNCES.search(text)) and not asks(text)


def asks_back(question: str) -> bool:
    """Whether these words alone ask of anything, so that what they are about must be asked back (A4)."""
    said = read(question)
    return bool(said) and asks_of_anything(said)


def decide(said: Sequence[Clause], scores: Sequence[float]) -> Decision:
    """Answers only where the first is likely and clearly ahead; asks back when anything could be meant."""
    if not said or not scores:
        return "none"
    if is_nothing_but_small_talk(said) or announces(said):
        return "none"
    anything = asks_of_anything(said)
    if scores[0] < ANSWER and is_small_talk(said) and not (anything and any(asks(clause.text) for clause in said)):
        return "none"
    if anything:
        return "choose"
    return "answer" if scores[0] >= ANSWER and not tells_only(said) else "choose" if scores[0] >= CHOOSE else "none"
