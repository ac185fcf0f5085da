"""Whether a piece tells of a visit, one that failed, or one still to come."""

import re
from functools import cache

from services.understanding.words import any_of

_NOT_THE_ACT = re.compile(
    r"(?:走访|入户|家访|慰问|回访|调研|座谈|下乡|上门|探望|看望)(?:时|的时候|记录|中(?!心)|对象|要(?!求)|是不是|是否|能|可以|表|工作|率|次数|任务|计划|方案|材料|台账|制度|每|一次|多少|怎么|必须|需|应|金|品|费|信息|照片|情况表|登记|补助|手册|日志|本|需要|有没有|不)"
)


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('strong_visit')}|(?<![出进进过说谈提直等达感得看做回])到(?!位|账|底|期|时候|处|现在|目前|今|了晚|家$|了)|(?:刚|才|今天|昨天|上午|下午|早上|今早|晚上|晚|[日号天])(?:从|去|到|在|跑|上|来|看|陪|跟|和)|"
        r"去(?!年|世|除|掉|向|处|不|哪)|在[^,。;]{1,8}(?:家|村|厂|场|社|坊|里|户)(?:聊|坐|开|看|待|帮|见|吃|住|听|跟|和|干|门口|里|转)|刚从|跑(?=[■\d])|走(?=[■\d])|(?<![接])访(?=[■])|见(?=[■])|看(?=[■])|会上见|(?:开|参加)[^,。;]{0,6}会)"
    )


@cache
def _failed() -> re.Pattern[str]:
    return re.compile(any_of("failed"))


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(any_of("plan"))


def goes(text: str) -> bool:
    """Says that somebody went, met or looked; the word for visiting as a mere subject (走访记录) does not count."""
    return bool(_strong().search(_NOT_THE_ACT.sub("", text)))


def fails(text: str) -> bool:
    """Says that it did not come about."""
    return bool(_failed().search(text))


def plans(text: str) -> bool:
    """Says that it was or is intended."""
    return bool(_plan().search(text))
