"""Short questions that ask on about the answer just given, and what an entry says to them (A5)."""

import re
from enum import StrEnum
from functools import cache

from knowledge.base import Entry
from knowledge.matching.normalising import plain
from knowledge.matching.words import FOLDER, Words
from knowledge.yaml_reader import read_file

LONGEST = 16
_SHORTEST = 3
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_PUNCTUATION = re.compile(r"[\s,.;:!?。、；：！？，…]+")


class Part(StrEnum):
    """What of an entry is asked for."""

    MATERIALS = "materials"
    STEPS = "steps"
    BASIS = "basis"
    TERM = "term"


_TOLD_OF = {
    Part.MATERIALS: re.compile(r"材料|资料|证明|证件|身份证|户口|申请书|申请表|登记表|附件"),
    Part.STEPS: re.compile(r"申请|提出|受理|审核|审批|办理|报送|公示"),
    Part.TERM: re.compile(
        r"(?<!\d)\d{1,3}个?(?:工作日|天|日内|小时|个月|月内|年内)|[一二两三四五六七八九十]+(?:个工作日|天|个月|日内)|时限|期限|当天|当场|随时"
    ),
}


def part_asked(words: str) -> Part | None:
    """The part these words ask on about; None where they ask of something else or of nothing."""
    text = _PUNCTUATION.sub("", plain(words))
    if not 0 < len(text) <= LONGEST:
        return None
    found = (part for part in Part for word in _terms()[part] if word in text and _is_around(text.replace(word, "", 1)))
    return next(found, None)


_QUESTION = re.compile(r"[^？?\n；;。]+[？?\n；;。]*")
_AND = re.compile(
    r"^(?:还有|另外|再问|顺便|然后|以及|那|再就是)?(?:一个)?(?:[,，:：\s])*(?:问一?下|想问|请问)?[,，:：\s]*"
)


def asked_apart(words: str) -> list[str]:
    """The questions of one message, each without the word that joins it to the one before (还有)."""
    if not re.search(r"[？?\n；;。]\s*\S", words):
        return [words]
    parts = [_AND.sub("", part.strip()) for part in _QUESTION.findall(words)]
    return [part for part in parts if len(_PUNCTUATION.sub("", part)) > _SHORTEST]


def said_of(entry: Entry, part: Part) -> str | None:
    """What the entry says to it: the detail of that name, else the sentences that tell of it; None where none do."""
    if part is Part.BASIS:
        return entry.details.get("basis")
    if part in entry.details:
        return entry.details[part].strip()
    texts = [entry.answer, *(text for key, text in entry.details.items() if key != "basis")]
    sentences = [one.strip() for text in texts for one in _SENTENCE.findall(text)]
    telling = [one for one in sentences if _TOLD_OF[part].search(one)]
    return "".join(telling) or None


def _is_around(rest: str) -> bool:
    return _around().cover(rest)


@cache
def _terms() -> dict[Part, list[str]]:
    return {part: sorted(_lists()[part], key=len, reverse=True) for part in Part}


@cache
def _around() -> Words:
    return Words(_lists()["around"])


@cache
def _lists() -> dict[str, list[str]]:
    said = read_file(FOLDER / "follow-ups.yaml").value
    lists = said.items() if isinstance(said, dict) else ()
    return {name: [str(word) for word in words] for name, words in lists}
