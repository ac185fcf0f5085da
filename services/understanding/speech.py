"""Who says a piece, and whether it undertakes something."""

import re
from functools import cache

from services.understanding.words import any_of, words

_DEED = (
    r"(?:给|帮|去|来|请|问|送|带|帶|找|拿|办|联系|回|解决|协调|落实|申请|看|安排|跟|向|写|报|催|盯"
    r"|争取|叫|让|买|修|换|装)"
)
_PROMISE = (
    rf"|(?:我们?|队里)(?:跟|和|对|给)?[^,。;]{{0,6}}?(?:说|(?<=我)话)(?:好|了|下次|过)?[,:\s]?(?=.{{0,14}}{_DEED})"
    rf"|(?:我|我们|队里)(?:会|来|一定|尽快|尽量|争取|负责|下次|回头|明天|后天|下周|改天)(?=.{{0,16}}{_DEED})"
    rf"|^(?:我|我们)?(?:记着|记得)?(?:回头|下次|下趟|下回|改天|过几天|过两天|争取|尽快|尽量|下一步"
    rf"|待)(?=.{{0,20}}{_DEED})"
)
_THEIRS = re.compile(
    r"[^,。;]{0,6}(?:他|她|村里|镇里|局|所|老板|厂|公司|对方|户主|没|未|总算|终于|勉强|才|最后|不肯"
    r"|施工方|包工头)(?:也|都|就|没|未|已|已经|才|总算)*(?:口头)?(?:答应|承诺|应承|保证|同意)"
)


_GIVEN_WORD = ("答", "承", "应", "许", "允")
_OF_BEFORE = re.compile(
    r"的(?!是)|(?!给|帮|去|来|请|问|送|带|找|拿|办|联系|回|解决|协调|落实|申请|看|安排|跟|向|写|报|催|争取|叫|让|买|修|换|装|再|尽)"
    r"[^,。;□]{1,6}?的[^,。;]{1,8}?(?:没|未|不(?!会忘)|(?:好|完|送到|装好|修好|办[好妥]|买[到好]|到位)了|已|忘|黄了|泡汤|一直|还在|拖)"
)
"""答应他的补贴还没办, 答应张大爷的事办不了: the word names an earlier promise, and makes no new one."""


@cache
def _report() -> re.Pattern[str]:
    """Who says it, up to the word of saying: 大家说, 老板讲, 村民反映."""
    begins = "提讲聊谈" + "".join(sorted({word[0] for word in words("report")}))
    return re.compile(
        rf"^[^,。;]{{0,14}}?(?=[{begins}])(?:{any_of('report')}|提(?!醒|供|前|高|升|交|着|请|议|出整改)|讲(?!解|课|授"
        rf"|清|究|座|政策|好|了(?:一|半|政)|笑|价)|(?:聊|谈)到(?!.{{1,3}}点))(?:了|着|道|到|过|的是"
        rf"|是)?[:,\s]?"
    )


@cache
def _promise() -> re.Pattern[str]:
    own = any_of("promise")
    begins = "我队记回下改过争尽待" + "".join(sorted({word[0] for word in words("promise")}))
    return re.compile(
        rf"(?=[{begins}])(?:(?:(?!说好(?:久|多|像|话|吃|看|听|笑|几)){own})(?:了|过|下来|好|他们?|她们?|人家|大家"
        rf"|老人家?|对方|村民)*[,:\s]?{_PROMISE})"
    )


def reported(text: str) -> int:
    """Where the words somebody said begin; 0 where nobody is quoted."""
    match = _report().match(text)
    return match.end() if match else 0


def promised(text: str) -> int | None:
    """Where the thing we promised begins; None where nothing is, or others promise."""
    match = _promise().search(text)
    if match is None or _THEIRS.match(text):
        return None
    of_before = match[0].startswith(_GIVEN_WORD) and _OF_BEFORE.match(text, match.end())
    return None if of_before else match.end()
