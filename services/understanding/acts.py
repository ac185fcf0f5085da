"""Whether a piece tells what the team has done."""

import re
from functools import cache

from services.understanding.needs import has_trouble, is_wanting
from services.understanding.patterns import one_of
from services.understanding.words import any_of

WE = r"(?:我们工作队|我们队里?|我们几个|我们|我队|我|咱们?|队里|工作队|队员们?|本人|俺)"
_ADVERBS = (
    "也 都 又 就 便 先 再 还 则 只好 当场 现场 当即 当天 当下 马上 立即 立马 立刻 随即 随后 第一时间 赶紧 赶快 "
    "赶忙 连忙 顺手 顺便 顺带 顺路 主动 及时 一起 合力 连夜 临时 后 后来 接着 然后 于是 所以 最后 下午 上午 晚上 "
    "中午 当晚 回来 回来后 回镇 回镇里 回去 回去后 现 刚 刚刚 即 特地 专门 分别 逐户 挨家 挨户 一户一户 一家一家 "
    "电话 微信 书面 统一 一并 同时 并 并且 且 而且 从 来 去 初步 暂时 自己 亲自 □ ■ 自掏腰包 幸好 好在 总算 "
    "雨里 突击 另外 两边 多次 再次 耐心 反复 算是 详细 简单 逐一 逐个 同步 赶过去 赶去 过去 上前 下去 回去 跟着 "
    "陪着 上门 到场 登门 散步时 路过时 走访时 入户时 巡查时 开会时 聊天时 今天 昨天 已"
)
_ADVERB = rf"(?:{one_of(_ADVERBS.split())}){{0,8}}"
"""So many and no more: they can be told apart in several ways (刚刚, 并且), which must not multiply without end."""
_WITH_WHOM = r"(?:(?:跟|向|和|与|同|给|为|替|对|找|把|将|由|在|到|去|让|叫|帮|请|从|按|用|以|托|带|陪)[^,。;]{1,14}?)"
_FINISHED = r"(?:了|好|完|上|下|掉|出|过|来|去|给|走|回|到|成|通|清|起|着)"


@cache
def _already() -> re.Pattern[str]:
    return re.compile(rf"^[^,。;]{{0,4}}?{WE}?{_ADVERB}已经?(?P<rest>[^,。;]+)")


@cache
def _act() -> str:
    return f"(?:{any_of('act')}|{any_of('act_short')})(?!不|难)"


@cache
def _by_us() -> re.Pattern[str]:
    return re.compile(
        rf"^{WE}(?:\d|[一二两三四五六七八九十几])?(?:名|个)?(?:队员|人)?{_ADVERB}{_WITH_WHOM}?{_act()}"
        rf"|^[^,。;]{{1,8}}(?<![请让叫托帮给求要盼望跟和对向替])(?:我们|我|队里|工作队)(?:都|也|已|就"
        rf"|先|给)*{_act()}|^[^,。;]{{1,6}}(?:都|也)(?:拍|写|填|办|交|发|送|报|登记|录|整理|归档|核对"
        rf"|签|盖)(?:好|完|齐|到|上|出|下)了?$"
    )


@cache
def _for_whom() -> re.Pattern[str]:
    return re.compile(
        rf"^{_ADVERB}(?:{_WITH_WHOM}{_act()}[^,。;]{{0,14}}{_FINISHED}|(?:给|帮|替)[^,。;]{{1,14}}?{_act()})"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"^{_ADVERB}(?:{any_of('act')}|{any_of('act_short')}(?:{_FINISHED}|[^,。;](?:了|过|完)"
        rf"|[^,。;]{{1,6}}(?:了|完)$)|每(?:户|人|家)(?:一|两|\d))"
    )


@cache
def _not_act() -> re.Pattern[str]:
    return re.compile(rf"^(?:{WE}?{_ADVERB}(?:已经?)?)?(?:{any_of('not_acts')})")


_REFUSED = re.compile(
    r"^[^,。;]{0,1}(?:没有?人|没|未|不|难以|无法|(?<![思理])想(?!法)|希望|盼|求|应该|需要?|打算|准备"
    r"|要求(?!老板|业主|施工|厂|企业|对方|店|村)|建议(?!他|她|村|户|农|老|家))"
)
_SITUATION = re.compile(
    r"(?:有|近|快|很晚|天黑|是|被|停|坏|断|裂|塌|漏|[一二两三四五六七八九十几多半\d]|过世|去世|病|瘫|不|没|无|超"
    r"|满|老|旧|成为|很久|好几|脱贫|出|烂|枯|死|倒|荒|欠|拖|在家|上小|上中|上大|毕业|结婚|退休|入住"
    r"|搬进)"
)
_GAVE = re.compile(r"^(?:[^,。;]{0,6})?(?:送|带|捐|发|帮|给|教|替|陪|拿|垫|买|借)(?:了|去|上|来|给|到)")
_ASKED_OF_US = re.compile(r"^(?:请|求|盼|望)(?:我们|工作队|队里|政府|镇里|上级|有关|相关|市|县|区|领导|帮)")


_TOLD_THEM = (
    r"(?:跟|向|给|和|同|找|与|打电话给)[^,。;]{1,12}?(?:反映|说|讲|提|汇报|沟通|打过?招呼|报|对接|联系|协调|交代|打过?电话"
    r"|谈|商量|讨论|反馈|约|催|借|订)(?:了|过|好|清楚|定|妥)"
)
_ORDERED = (
    r"(?:要求|责令|督促|敦促|叮嘱|提醒)(?:老板|业主|施工|厂|企业|对方|店|村|其|他|她|负责人|户主|承包|供电|水厂|物业"
    r"|部门|公司)"
)
_ADVISED = r"建议(?:村|镇|他|她|老|户|农|业主|社区|理事|家|厂|企业|店|学校|合作社)"
_MADE = (
    r"(?:让|叫)(?:他|她|村|老板|企业|施工|户主|业主|厂|店|物业|保洁|电工|队员|理事|社区|家属|负责人)"
    r"(?!很|觉|没|头|犯|为难)"
)
_FOR_THEM = r"(?:劝|帮|替|陪|教|为|带|领|扶|背)(?:他|她|老人|其|大家|群众|农户|村民)"
_TOGETHER = (
    r"(?:同|跟|和|陪|与)[^,。;]{1,6}(?:一起|一块儿?|一道|一同)(?:种|挖|清|割|收|采|搬|打扫|修|做|包|捡|砍|拔|搭|铺)"
)
_ORGANISED = r"(?:组织|发动|召集|动员|带领)[^,。;]{1,10}(?:清|修|挖|搬|扫|种|排|抢|抬|巡|转移|加固|拆|捞|割|填)"
_SPOKE = r"(?:跟|向|和|同|与|找)[^,。;]{1,12}?(?:协商|商量|沟通|对接|联系|汇报|反映|交涉|反馈|申请|核实|核对|打听|请教)"
_ORDERED_AT_ONCE = (
    r"(?:当场|当即|现场|当天|当日|立即|立刻|马上|随即)(?:就|也)?(?:要求|责令|督促|敦促|叮嘱|叫|让|请|喊|派|找)"
    r"(?!我们|人头)[^,。;]{2,}"
)
_GIFT = r"[^,。;]{2,6}(?:捐|赞助|资助|认捐)了"


@cache
def _sure() -> re.Pattern[str]:
    """In one pattern, so that who acted and how is read once for all of them."""
    beside_somebody = rf"陪(?:他|她|老|孩子|大|{any_of('surnames')})"
    deeds = (_TOLD_THEM, _ORDERED, _ADVISED, _MADE, _SPOKE, beside_somebody, _FOR_THEM, _TOGETHER, _ORGANISED)
    return re.compile(rf"^{WE}?(?:{_ADVERB}(?:{'|'.join(deeds)})|{_ORDERED_AT_ONCE})|^{_GIFT}")


_SENT = re.compile(
    rf"^{WE}?{_ADVERB}(?:让|叫|请|喊|找|派|安排|组织|发动|通知|联系)(?!我们|工作队|政府|上级"
    rf"|队里)[^,。;]{{2,10}}(?:来|去|到|上门|把|先|给|说和|调解|修|帮)"
)
_TALKED = re.compile(
    rf"^[^,。;]{{0,3}}(?P<verb>[\u4e00-\u9fff])了(?P=verb)|^[^,。;]{{0,2}}了[^,。;]{{1,4}}(?:年|辈子)"
    rf"|^{_ADVERB}找[^,。;]{{1,10}}(?:聊|谈|坐|了解|唠|问)"
)


def is_surely_done(text: str) -> bool:
    """Reported to somebody, ordered, or gone along with a villager: done by us, whatever else the piece says."""
    return bool(_sure().match(text))


def is_done_already(text: str) -> bool:
    """已 with something that was done, whatever the verb; 已经坏了 and 已经三个月 tell a state."""
    match = _already().match(text) if "已" in text else None
    if match is None or _SITUATION.match(match["rest"]):
        return False
    return bool(_acted().match(match["rest"])) or not has_trouble(match["rest"])


@cache
def _acted() -> re.Pattern[str]:
    return re.compile(rf"{_ADVERB}(?:{_WITH_WHOM}?{_act()})")


@cache
def _at_once() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:先|当场|现场|当即|马上|立即|立马|赶紧|随即|第一时间|最后|回来后?"
        rf"|后来)+(?:(?:把[^,。;]{{1,10}})?{_act()}|[^,。;没不要得看去到]{{2,10}}$)"
    )


def is_ours(text: str) -> bool:
    """Done by us beyond doubt, also in the middle of what others say."""
    if is_surely_done(text) or is_done_already(text) or (_at_once().match(text) and not _not_act().match(text)):
        return True
    return bool(_by_us().match(text) and not _REFUSED.match(text))


def is_action(text: str) -> bool:
    """With 已, with us as its subject, or beginning with what was done; what is merely wished is none."""
    if is_surely_done(text) or is_done_already(text):
        return True
    return not _is_no_act(text) and bool(_by_us().match(text) or _begins_with_act(text))


def is_ours_or_action(text: str) -> bool:
    """Either of the two, and what is common to them asked once."""
    return (is_ours(text) and not _only_came_back(text)) or (_begins_with_act(text) and not _is_no_act(text))


_CAME_BACK = re.compile(
    rf"{WE}?(?:从[^,。;]{{1,8}})?(?:刚|才|已经?|都|也|又|就|现在|终于|总算|□|■|\s)*(?:回来|回到|回去|回|返回|赶回)"
    r"(?:到|了|啦|的|镇里|镇上|镇政府|镇|县里|县城|城里|单位|办公室|驻地|宿舍|家里?|吃饭|休息|\s)*"
    r"(?:(?:路上|途中)(?P<rest>[^,。;]*))?|[刚□]*(?:开完|散)会(?:了|后|以后)?"
)
"""刚从埔中村回来: nothing is done by coming back, nor by a meeting that is only over."""


def _only_came_back(text: str) -> bool:
    back = _CAME_BACK.fullmatch(text) if "回" in text or "会" in text else None
    return back is not None and not (back["rest"] and is_action(back["rest"]))


def _is_no_act(text: str) -> bool:
    if _only_came_back(text):
        return True
    return bool(_not_act().match(text) or _REFUSED.match(text) or _ASKED_OF_US.match(text) or _TALKED.match(text))


def _begins_with_act(text: str) -> bool:
    if not (_bare().match(text) or _for_whom().match(text) or _SENT.match(text)):
        return False
    return bool(_GAVE.match(text)) or "了" in text or not is_wanting(text)
