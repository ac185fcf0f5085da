"""What the assistant is asked to show of what it keeps: today's tasks, the visits of a period, a town, a person."""

import re

from services.understanding.plain import plain

_MINE = r"(?:我们?队?|咱们?|本队|队里|全队)?"
_DURING = (
    r"(?:今天|今日|今早|今晚|明天|明日|后天|这[两几]天|近期|最近|现在|目前|当前"
    r"|本周|这周|这个?星期|下周|本月|这个?月|月底前)?"
)
_WHAT = r"(?:什么|哪些|啥子?|几[件项个]|多少)"
_MARKS = re.compile(r"\s+|[,。.;:!?~…]+$|(?:呢|啊|呀|吧|哦|哈|嘞)+[,。.!?~…]*$")
_LEAD = (
    r"(?:(?:请问一?下?|你好|您好|帮我|麻烦|问一?下|我?想问一?下|我?想知道|说说|告诉我"
    r"|看看|看一?下|查查|查一?下),?)*"
)
_TASKS = re.compile(
    rf"{_LEAD}{_MINE}{_DURING}{_MINE}{_DURING}(?:还|都)?(?:"
    rf"(?:有|剩|剩下|差){_WHAT}(?:的|要办的|要做的|没办的|没完成的|到期的)?"
    r"(?:任务|待办|待办事项|工作|工作任务|事情?|职责|安排|活儿?"
    r"|要办的事?|要做的事?|事要办|事要做|事没办|没办的?|没做的?|到期的?)"
    r"(?:要办|要做|要完成|没办|没做|没完成|到期)?"
    rf"|(?:要|该|需要|应该|得|必须)(?:去)?(?:干|做|办|忙|完成){_WHAT}(?:事情?|工作|任务|活儿?)?"
    r"|(?:要|该|需要|应该|得)?(?:干嘛|干吗|忙啥|忙什么|干啥|干什么)"
    r"|的?(?:任务|待办|工作|职责)(?:有|是)(?:什么|哪些|啥)"
    r")(?:了|的)?"
)
_RULE = re.compile(r"每|要|应|须|得|规定|至少|最少|一般|多久|才")
"""每月要走访几次 asks for the rule."""
_WAYS = re.compile(r"[去到在来和跟陪同把被,;。]")
"""去埔中村走访了几户 tells of one visit."""
_WHICH = r"(?P<which>.{0,16}?)"
_COUNTED = re.compile(
    rf"{_LEAD}{_WHICH}(?:一共|总共|共|已经?)?(?:走访|入户|家访)(?P<done>了|过|过了)?"
    r"(?P<many>多少|几)(?P<of>次|户|家|趟|回|条|个?村|人|户人家)?(?:次|户)?了?"
)
_LISTED = re.compile(
    rf"{_LEAD}{_WHICH}(?:有?(?:多少|几|哪些)[条次]?走访(?:记录)?|的?走访(?:记录|情况|台账)(?:有哪些|怎么样)?)"
)
_SHOWN = re.compile(
    r"(?:请|麻烦|帮我|帮忙|给我|我要|我想|再)*"
    r"(?:看看|看一?下|看(?![望看])|查看|查查|查一?下|查|列出来?|列一?下|显示|调出|打开|翻一?下|找一?下)"
    rf"{_WHICH}的?走访[了过]?的?(?:记录|情况|台账|统计|列表|次数|哪些村|哪几户|[多几][少户次个]*[户次村]?)?(?:出来)?"
)
_PERIOD = re.compile(r"周|星期|月|季|年|最近|近来")
_OWN = re.compile(r"我|咱|本队|队里")
_TEAM = re.compile(r"我们队?|咱们?队?|本队|我队|队里|全队|的$|^的|最近|近来|近期|目前")


def wants_tasks(text: str) -> bool:
    """我今天要干嘛, 这周还有啥没办的: asks what there is to do oneself."""
    return len(text) <= _LONGEST and _TASKS.fullmatch(_tidied(text)) is not None


def visits_wanted(text: str) -> str | None:
    """Which recorded visits are asked for: 上饶镇这个月 of 看看上饶镇这个月的走访, "" for all of them; else None.

    The team needs no word, 我 stays: then one's own are meant.
    """
    if len(text) > _LONGEST:
        return None
    said = _tidied(text)
    asked = _SHOWN.fullmatch(said) or _LISTED.fullmatch(said) or _count_asked(said, asks="?" in plain(text))
    if asked is None or _RULE.search(asked["which"]) or _WAYS.search(asked["which"]):
        return None
    return _TEAM.sub("", asked["which"])


def _count_asked(said: str, *, asks: bool) -> re.Match[str] | None:
    """今天走访了几户 tells of a few households, this week's are asked for; without 了 the rule may be meant."""
    counted = _COUNTED.fullmatch(said)
    if counted is None or not (counted["done"] or _OWN.search(counted["which"])):
        return None
    sure = counted["many"] == "多少" or counted["of"] in ("次", "趟", "回") or _PERIOD.search(counted["which"])
    return counted if asks or sure else None


def _tidied(text: str) -> str:
    """Without blanks, and without marks and little words at the end."""
    return _MARKS.sub("", plain(text))


_LONGEST = 30
