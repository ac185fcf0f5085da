"""A question put to us beside a visit, on a line or in a sentence of its own: it is answered, and is no need."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from services.understanding import Kind, Understanding
from services.understanding.kinds import asks
from services.understanding.people import households
from services.understanding.plain import plain
from services.understanding.speech import reported

_PART = re.compile(r"[^\n。！？!?；;]*(?:[\n。！？!?；;]+|$)")
_SEVERAL = re.compile(r"[\n。！？!?；;]\s*[^\s。！？!?；;]")
_MOST_PARTS = 20
"""Each is read by itself; what has more is a report."""
_ASIDE = re.compile(
    r"^(?:对了|另外|还有|顺便|顺带|再|麻烦|请|想|也|帮我?|[,，\s])*(?:请教|请?问|咨询|了解|打听|查)[一]?[下句]?[,，:：]?"
)
_SOMEBODYS = re.compile(
    r"[他她]|(?:老人|村民|群众|户主|对方|家属|大家|老乡).{0,4}(?:想|问|咨询|打听|说|反映|担心|关心)"
)


@dataclass(frozen=True)
class Parted:
    """What was told of the visit, and what was asked of us."""

    told: str
    asked: tuple[str, ...]


def parted(words: str, read: Callable[[str], Understanding], knows: Callable[[str], bool]) -> Parted | None:
    """The visit and the questions in these words; None where they are not both.

    A question is ours where we know an answer (`knows`) and no villager is said to have put it or to be meant by it.
    """
    if not _SEVERAL.search(words.strip()) or not asks(plain(words)):
        return None
    parts = _PART.findall(words)
    if len(parts) > _MOST_PARTS:
        return None
    told, asked = "", list[str]()
    follows = False
    for part in parts:
        ours = bool(part.strip()) and is_ours(part, read)
        if ours and knows(question(part)):
            asked.append(question(part))
        elif ours and follows:
            asked[-1] += part.strip()  # 低保怎么办？材料要哪些？ asks on about the same
        else:
            told += part
        follows = ours and bool(asked)
    if not asked or read(told.strip()).kind is not Kind.VISIT:
        return None
    return Parted(told.strip(), tuple(asked))


def question(part: str) -> str:
    """The question without what leads to it: 顺便问下."""
    said = part.strip()
    return _ASIDE.sub("", said) or said


def is_ours(part: str, read: Callable[[str], Understanding]) -> bool:
    """Whether these words ask, and ask us rather than tell what a villager asked."""
    said = part.strip()
    bare = plain(question(said))
    if _SOMEBODYS.search(bare) or any(True for _ in households(bare)):
        return False
    asked = read(said).kind is Kind.QUESTION or read(question(said)).kind is Kind.QUESTION
    return asked and (said != question(said) or not reported(plain(said)))
