"""Thanks, goodbyes, a nod, and answers to questions that nobody asked."""

import re
from enum import StrEnum

from services.understanding.plain import plain


class Courtesy(StrEnum):
    """What is said that needs a word and nothing more."""

    THANKS = "thanks"
    GOODBYE = "goodbye"
    NOD = "nod"
    ANSWER = "answer"
    """A number, 是 or 都不是, with nothing to choose from."""


_SMALL = r"(?:了|啦|啊|呀|哈|哦|噢|哟|呢|吧|的|滴|嘞|咯|嘛|昂|很|太|非常|十分|真是?|那|先|就)"
_THANKS = r"(?:(?:谢谢|多谢|感谢|谢|辛苦|麻烦|感恩)(?:你们?|您|大家|助手)?|thanks?(?:you)?|thx|3q|🙏|🌹|❤\ufe0f?|💐)"
_GOODBYE = (
    r"(?:再见|拜拜|拜|bye|byebye|回头聊|回头见|下次再?聊|下次见|明天见|改天聊|回见|晚安|👋"
    r"|(?:我|我们)?(?:还)?(?:先|要|得|该)*(?:去)?(?:忙|下班|开会|吃饭|睡觉?|休息|干活)(?:去)?了)"
)
_NOD = (
    r"(?:好|好好|行|可以|ok|okay|嗯|恩|哦|噢|喔|收到|已收到|收悉|已阅|知道|明白|了解|懂|晓得|清楚|没问题|没事|不客气|不用"
    r"|👍|👌|💪|👏|🤝|🆗|✅|🫡|☺\ufe0f?|[\U0001f600-\U0001f60f])"
)
_ANSWER = re.compile(
    r"(?:选|第)?(?:\d{1,2}|[一二三四五六七八九十])(?:个|条|号|项)?"
    r"|都不是|是的?|不是|对的?|否|确定|确认|同意|不同意|跳过|上一步|下一步|上一页|下一页|继续"
)
_NOISE = re.compile(r"[\s,。.;:!?~…、\u200d\ufe0f\U0001f3fb-\U0001f3ff]+")
_KINDS = (
    (Courtesy.GOODBYE, re.compile(_GOODBYE, re.IGNORECASE)),
    (Courtesy.THANKS, re.compile(_THANKS, re.IGNORECASE)),
    (Courtesy.NOD, re.compile(_NOD, re.IGNORECASE)),
)
_NOTHING_ELSE = re.compile(rf"(?:{_SMALL}|{_GOODBYE}|{_THANKS}|{_NOD})+", re.IGNORECASE)
_LONGEST = 20


def courtesy_in(text: str) -> Courtesy | None:
    """好的，谢谢 is thanks, 👍 a nod; None where anything else is said as well, or a question is asked."""
    if len(text) > _LONGEST:
        return None
    words = plain(text)
    said = _NOISE.sub("", words)
    if not said or "?" in words:
        return None
    if _ANSWER.fullmatch(said):
        return Courtesy.ANSWER
    if not _NOTHING_ELSE.fullmatch(said):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(said)), None)
