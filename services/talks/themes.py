"""专: a session has one theme, and a theme that is two is told apart."""

import re

from services.talks.refusals import SeveralThemes, ThemeLength

SHORTEST, LONGEST = 2, 30
_MARKS = re.compile(r"[、，,；;/／&＋+|]|以及|还有")
# 和, 及, 与, 暨 also stand inside words: 和美乡村, 温和, 普及, 及时, 参与, 与会.
_AND = re.compile(
    r"(?<![温总饱调共祥谦缓柔平])和(?![美睦谐平气善顺])|(?<![普涉以危波推顾企])及(?![时早格物])|(?<![参赋给])与(?![会时])|暨"
)


def one_theme(words: str) -> str:
    """The theme, if it is one; SeveralThemes where two are joined, ThemeLength where it is none."""
    theme = " ".join(words.strip("《》“”\"'。. ").split())
    if not SHORTEST <= len(theme) <= LONGEST:
        raise ThemeLength
    parts = tuple(part.strip() for part in _AND.sub("、", _MARKS.sub("、", theme)).split("、"))
    if len([part for part in parts if len(part) >= SHORTEST]) > 1:
        raise SeveralThemes(parts)
    return theme
