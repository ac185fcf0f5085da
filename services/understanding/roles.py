"""What one piece of a sentence does: tells of the visit, a need, an action taken, a promise."""

import re
from enum import Enum
from functools import cache

from services.understanding.words import any_of


class Role(Enum):
    """The part a piece plays."""

    VISIT = "visit"
    FAILED = "failed"
    PLANNED = "planned"
    PROMISE = "promise"
    COMPANY = "company"
    ACTION = "action"
    NO_NEED = "no_need"
    NEED = "need"
    ASIDE = "aside"


_WE = r"(?:我们工作队|我们队里?|我们几个|我们|我队|我|咱们?|队里|工作队|队员们?|本人|俺)"
_ADVERB = (
    r"(?:也|都|又|就|便|先|再|还|则|只好|当场|现场|当即|当天|当下|马上|立即|立马|立刻|随即|随后|第一时间|赶紧|赶快|赶忙|连忙|顺手|顺便|顺带|顺路|主动|及时|一起|合力|连夜|临时"
    r"|后|后来|接着|然后|于是|所以|最后|下午|上午|晚上|中午|当晚|回来后?|回镇里?|回去后?|现|刚|刚刚|即|特地|专门|帮忙|能够|分别|逐户|挨家|电话|微信|书面|统一|一并|同时|并且?|且|而且|从|来|去|初步|暂时)*"
)
_WITH_WHOM = r"(?:(?:跟|向|和|与|同|给|为|替|对|找|把|将|由|在|到|去|让|叫|帮|请|从|按|用|以)[^,。;]{1,14}?)?"


@cache
def _action() -> tuple[re.Pattern[str], ...]:
    act = rf"(?:{any_of('act')}|让|叫)"
    return (
        re.compile(
            rf"^{_WE}?{_ADVERB}已经?{_ADVERB}(?:{act}|(?:跟|向|和|与|同|给|为|替|对|把|将|由|在|从|按)[^,。;]{{1,14}}?{act})"
        ),
        re.compile(rf"^{_WE}{_ADVERB}{_WITH_WHOM}{act}"),
        re.compile(
            rf"^{_ADVERB}(?:跟|向|和|与|同|给|为|替|对|把|将|帮|在)[^,。;]{{1,14}}?{act}[^,。;]{{0,14}}(?:了|过|好|完|上|成)"
        ),
        re.compile(rf"^{_ADVERB}{act}"),
    )


@cache
def _not_action() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_WE}?{_ADVERB}(?:已经?)?)?(?:{any_of('not_acts')})")


_REFUSED = re.compile(
    r"^[^,。;]{0,4}(?:没有?人|没|未|不|难以|无法|想|希望|盼|求|应该|需要?|要求|打算|准备|建议(?!他|她|村|户|农|老|家))"
)
_SITUATION = re.compile(
    r"已经?(?:有|近|快|是|被|经|停|坏|断|裂|塌|漏|[一二两三四五六七八九十几多半\d]|过世|去世|病|瘫|不|没|无|超|满|老|旧|成为|很久|好几|脱贫|出)"
)
_GAVE = re.compile(r"^(?:[^,。;]{0,6})?(?:送|带|捐|发|帮|给|教|替|陪|拿|垫|买|借)(?:了|去|上|来|给|到)")


@cache
def _trouble() -> re.Pattern[str]:
    return re.compile(any_of("trouble"))


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile(any_of("harmless"))


@cache
def _no_need() -> re.Pattern[str]:
    return re.compile(any_of("no_need"))


@cache
def _well() -> re.Pattern[str]:
    return re.compile(any_of("well"))


_WISH = re.compile(
    r"(?<!没)想(?!到|不到|念|法|起)|希望|盼|巴望|指望|要求|请求|恳请|期望|期盼|渴望|急需|亟需|需要|建议(?!他|她|村|户)|提议|申请(?!了|到|好)|托我|托我们|拜托|请我们|请工作队|请政府|请镇里|请队里|请帮|请求"
    r"|(?<![主重需不只就还快正将必首次纪摘简提概紧])要(?!是|不是|紧|么|点|闻|领|害|素|塞|去|到|走访|说)|能不能|可不可以|有没有|可否|能否|该怎么|怎么办"
    r"|(?<![访慰疑询学顾提请])问(?!了|到|过|好|题|答|候|卷|政|责|需|寒|清)|打听|咨询|惦记|念叨|不知道?|不晓得|盼着|等着|急着|巴不得|就盼|就想|呼吁|求(?!助热线)"
)


@cache
def _report() -> re.Pattern[str]:
    """Who says it, up to the word of saying: 大家说, 老板讲, 村民反映."""
    return re.compile(rf"^[^,。;]{{0,14}}?(?:{any_of('report')})(?:了|着|道|到|过|的是|是)?[:,\s]?")


@cache
def _promise() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('promise')})(?:了|过|下来|好|他们?|她们?|人家|大家|老人家?|对方|村民)*[,:\s]?"
        r"|我们?(?:跟|和|对|给)?[^,。;]{0,6}?说(?:好|了|下次|过)?[,:\s]?(?=.{0,14}(?:给|帮|去|来|请|问|送|带|找|拿|办|联系|回|解决|协调|落实|申请|看|安排))"
        r"|(?:我|我们|队里)(?:会|来|去|一定|尽快|尽量|争取|负责|下次|回头|明天|后天|下周)(?=.{0,16}(?:给|帮|去|来|请|问|送|带|找|拿|办|联系|回|解决|协调|落实|申请|看|安排|争取))"
        r"|^(?:回头|下次|改天|过几天|过两天|争取|尽快|尽量|下一步|待|准备)(?=.{0,20}(?:给|帮|问|送|带|找|拿|办|联系|回复|解决|协调|落实|申请|安排|请))"
    )


def is_no_need(text: str) -> bool:
    """Says that nothing is wanted (没提困难); a piece that goes on with a trouble is not."""
    match = _no_need().search(text)
    return bool(match) and not has_trouble(text[: match.start()] + text[match.end() :]) if match else False


def is_well(text: str) -> bool:
    """Says that things are well, and nothing else."""
    return bool(_well().search(text)) and not has_trouble(_well().sub("", text))


def has_trouble(text: str) -> bool:
    """Holds a word for something missing, broken or hard."""
    return bool(_trouble().search(_harmless().sub("", text)))


def has_wish(text: str) -> bool:
    """Says what somebody wants."""
    return bool(_WISH.search(_harmless().sub("", text)))


def reported(text: str) -> int:
    """Where the words somebody said begin; 0 where nobody is quoted."""
    match = _report().match(text)
    return match.end() if match else 0


def promised(text: str) -> int | None:
    """Where the thing promised begins; None where nothing is."""
    match = _promise().search(text)
    return match.end() if match else None


def is_action(text: str) -> bool:
    """Says what we have done: with 已, with us as its subject, or beginning with what was done."""
    if _not_action().match(text) or _SITUATION.search(text[:12]) or _REFUSED.match(text):
        return False
    sure = any(pattern.match(text) for pattern in _action()[:3])
    return sure or bool(_action()[3].match(text)) and (bool(_GAVE.match(text)) or "了" in text or not has_trouble(text))
