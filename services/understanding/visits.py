"""Whether a piece tells of a visit, one that failed, or one still to come."""

import re

from services.understanding.words import finder_of

_AS_A_NOUN = re.compile(
    r"(?:走访|入户|家访|慰问|回访|调研|座谈|下乡|上门|探望|看望)(?:的(?=同志|人|领导|队伍|专家)|时"
    r"|的时候|记录|中(?!心)|对象"
    r"|要(?!求)|是不是|是否|能|可以|表|工作|率|次数|任务|计划|方案|材料|台账|制度|每|一次|多少|怎么"
    r"|必须|需|应|金|品|费|信息|照片|情况表|登记|补助|手册|日志|本|需要|有没有|不|过程)"
)
_SPOT = (
    r"(?:[■]|[^,。;■□]{0,7}(?:村|社区|家(?!庭)|厂|社|坊|塘|园|校|站|棚|场|田|地里|山上|户|院|馆|库|店"
    r"|井|渠|坝|寨))"
)
_GOING = re.compile(
    r"(?=[到去来跑走看上进访见下经路爬赶蹲巡逛转在□刚串查开参])(?:"
    rf"(?<![■通拉运送搬寄嫁引伸拖涨排流漏淹掉延修铺出过说谈提直等达感得看做回收接领办遇])到(?={_SPOT})"
    rf"|(?:去|来|跑|走|看|上|进|访|见|下|经过|路过|爬到|赶|蹲|巡|逛|转)(?:了|过|趟|到|进|往|一下|一趟"
    rf"|了一趟|了趟)?(?=■)|在■"
    rf"|(?<=[后着又])去(?={_SPOT})"
    r"|去(?=看|了|趟|转|过|帮|送|给|找|查|慰问|参加|劝|村里|的|谈|接|巡|处理|摸|住|坐|回访|开)|来(?=了?■)"
    r"|□(?:从|去|到|在|跑|上(?!学|班|涨)|来|看(?!病)|陪|跟|和|同(?!意)|带|随|又去|又到|专门|顺路|一早|抽空|爬|坐船)"
    r"|在[^,。;]{1,8}(?:家|村|厂|场|社|坊|里|户|民宿|店|馆|会)[^,。;]{0,2}(?:聊|坐|开|看|待|帮|见|吃"
    r"|住|听|跟|和|干|转|歇|喝)|在[^,。;]{1,14}(?:跟|和|与)[^,。;]{1,6}(?:聊|谈|坐)|刚从|见到了?|(?:走"
    r"|跑|看|访|转|去|串|查)(?:了|完|遍)?(?=\d|[一二两三四五六七八九十]+(?:户|家|位|个村|名))|(?:走|跑"
    r"|逛)了(?=趟|一趟)|(?:开|参加)[^,。;]{0,6}会(?=[,。;]|$)|蹲在|爬到)"
)
_WHERE = re.compile(r"[在去到]哪")
_STILL_TO_GO = re.compile(r"(?<![主需])要(?:陪|带|到|去|走|和|跟|来|再)")
_AFTER_A_MEETING = re.compile(r"(?<=[开完散了])会(?=[去来到])")
_DONE = re.compile(r"[了过](?!解|去)|刚")


_AS_PLANNED = re.compile(r"(?:按照?|依照?|照|根据)(?:原|工作|原定|本周|本月)?(?:计划|安排)")
_SURELY_PLANNED = re.compile(r"打算|准备|计划|要去|约了|原定|本来|本想")


def goes(text: str) -> bool:
    """Says that somebody went, met or looked; the word for visiting as a mere subject (走访记录) does not count."""
    said = _AS_A_NOUN.sub("", _WHERE.sub("", text) if "哪" in text else text)
    return bool(finder_of("strong_visit").search(said) or _GOING.search(said))


_FIELD_WORK = re.compile(r"走访|入户|家访|回访|慰问|看望|下乡|下村|进村|驻村|村")


def is_field_work(text: str) -> bool:
    """Names the work itself, so that nothing more need be said."""
    return bool(_FIELD_WORK.search(_AS_A_NOUN.sub("", text)))


def fails(text: str) -> bool:
    """Says that it did not come about."""
    return bool(
        finder_of("failed").search(text) or (("后" in text or "放" in text or "缓" in text) and _PUT_OFF.search(text))
    )


_WORK = r"(?:走访|入户|家访|回访|慰问|看望|下乡|下村|进村|遍访|摸排|排查)"
_PUT_OFF = re.compile(
    rf"(?:{_WORK}[^,。;]{{0,10}}|^(?:去|到|看)[^,。;]{{1,8}})(?:延后|顺延|推后|往后[推拖挪延移靠]|后延|放一放|先放着|暂缓|缓一?缓|缓几天)"
)
_OVER = re.compile(
    rf"(?:□|我们?|咱们?|队里|[这本上]个?[周月季]度?|的|所有|全部|\s)*{_WORK}+(?:任务|工作|活动|的事|计划)?"
    r"(?:都|也|已经?|全部?|基本|总算|终于|差不多|今天|□)*(?:做|办|搞|弄|干|忙|完成|结束|走|跑)(?:完|好|定|成|妥)?[了啦咯]?[!\s]*"
)


def is_only_over(text: str) -> bool:
    """入户走访做完了: a duty is done, and nothing is said of where or what."""
    return bool(_OVER.fullmatch(text))


def is_planned(text: str, *, ahead: bool) -> bool:
    """Says that it is still to come: a day ahead is named, or it was meant to be and nothing says it was done."""
    text = _AS_PLANNED.sub("", text) if "计划" in text or "安排" in text else text
    text = _AFTER_A_MEETING.sub("", text) if "会" in text else text
    if _DONE.search(text):
        return bool(_SURELY_PLANNED.search(text)) and (ahead or not re.search(r"本来|本想|准备", text))
    return ahead or bool(finder_of("plan").search(text) or _STILL_TO_GO.search(text))


_OTHERS_COME = re.compile(
    r"(?:[^,。;■□]{0,4}(?:说|讲|答应|答复))?(?:(?:他们|她们|他|她|人家|对方)(?:的人|那边)?|(?:施工队|水利所|水利局|供电所|供电局|电力"
    r"|水厂|自来水公司|交通局|师傅|电工|专家|医生|领导)(?:的人|那边|师傅)?(?=□|[会要]))(?:说|讲|答应|约)?"
    r"(?:□|[上下]午|[会要也都就才再先又]|准备|打算|已经?|\s)*(?:来|去|到|过来|派人|上门|进村|下村|入户)"
)


def others_come(text: str) -> bool:
    """他们周四来埔中村: a way, and none of ours."""
    return bool(_OTHERS_COME.match(text))
