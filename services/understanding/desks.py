"""Work at a desk or in a meeting in town, which is no visit whatever is talked of there."""

import re

from services.understanding.visits import goes

_IN_TOWN = (
    r"(?:在|到|去|回|来)?(?:□|我们|本)*(?:镇里|镇上|镇政府|镇府|镇委|镇|县里|县上|县政府|县城|县|区里|区政府|市里|市政府|省里|政府|机关|单位|局里|办公室|办公楼"
    r"|会议室|驻地|宿舍|家里|家|党校|大楼|队里|礼堂)"
)
_MEETING = (
    r"(?:(?:参加|出席|列席|主持|召开|组织|听取|观看|开|听)(?:了|完|过|着)?[^,。;■]{0,14}?(?:会(?!员|计)|会议|培训班?|讲座|学习|例会|党课|视频会|课|汇报)"
    r"|开会|参会|培训|学习|党课|集中学习|研讨|座谈)"
)
_PAPERS = (
    r"(?:写|整理|赶|填写?|改|修改|录入?|准备|报送|起草|归档|打印|做|补|核对|汇总|统计|审核|校对)(?:了|完|着|好)?[^,。;]{0,16}?"
    r"(?:材料|报告|总结|台账|方案|报表|表格|日志|日记|[Pp][Pp][Tt]|简报|周报|月报|季报|讲稿|档案|资料|文件|数据|报账|发票|系统|信息|通知)"
)
_AT_A_DESK = re.compile(rf"{_MEETING}|{_PAPERS}|值班|加班|办公|写了|备课")
_ROOM = re.compile(r"[^,。;]{0,4}(?:会议室|培训室|培训班|党校|礼堂|服务中心)|接待室|办公室")
_AMONG_VILLAGERS = re.compile(
    r"村民|群众|老百姓|乡亲|村里|村委|入村|进村|户主|院坝|理事|屋场|茶农|果农|农户|贫困户|老人家|[\d一二两三四五六七八九十]户"
)
_STARTS = re.compile(
    rf"^(?:□|[上下中]午|早上|晚上|白天|我们?|咱们?|队里|又|还|都|刚|一直|一整?天|和▣|跟▣|▣|全体队员|队员们?|工作队|\s)*"
    rf"(?:{_IN_TOWN}(?:[^,。;■]{{0,6}}?)(?:{_AT_A_DESK.pattern})|{_MEETING}|{_PAPERS})"
)
_TALKED_OF = re.compile(
    r"^(?:□|会上|会议|主要|还|并|重点|专题|一起|大家|领导|书记|镇长|\s)*"
    r"(?:讨论|研究|汇报|商量|部署|布置|总结|学习|学了|听取|听了|听|讲了?|强调|传达|安排|说了?|关于|协调|对接|通报|交流|谋划|分析|研判|审议|梳理|报了|要求)"
)


_HINT = re.compile(
    r"[会训课班讲]|学习|研讨|座谈|汇报|办公|材料|报[告表账]|总结|台账|方案|表格|日[志记]|[Pp][Pp][Tt]|[简周月季]报|档案|资料|文件|数据|发票|系统|信息|通知|写"
)


def may_be_at_a_desk(text: str) -> bool:
    """A quick look before the clauses are looked at one by one."""
    return bool(_HINT.search(text))


def is_at_a_desk(clause: str) -> bool:
    """今天在镇里开会, 参加县里培训, 在办公室写总结: among no villagers and in no village."""
    match = _STARTS.match(clause)
    return match is not None and not goes(clause[match.end() :]) and not is_among_villagers(clause)


def is_among_villagers(clause: str) -> bool:
    """Villagers or households are spoken of."""
    return bool(_AMONG_VILLAGERS.search(clause))


def is_room(place: str) -> bool:
    """A place to meet in, which is not visited."""
    return bool(_ROOM.fullmatch(place))


def is_talked_of(clause: str) -> bool:
    """讨论埔中村的水渠: the village is the matter of the meeting, not its place."""
    return bool(_TALKED_OF.match(clause))
