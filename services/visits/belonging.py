"""Whether words said right after a visit tell more of it, or are about the speaker, or meant for the assistant."""

import re
from enum import Enum

from services.understanding import kinds
from services.understanding.people import households
from services.understanding.plain import plain

_CLAUSE = re.compile(r"[,。;!?\n]+")
_FOR_ME = re.compile(
    r"(?:帮|给|替|提醒|告诉|通知|发|叫|教|陪|麻烦|劳烦)(?:一下)?(?:我(?!们?村)|咱)|^(?:你|您|助手|机器人|小助手)|你帮|您帮"
)
_ORDER = re.compile(
    r"^(?:先|再|还|也|就|另外|顺便|那|都|麻烦|劳烦|请|帮忙|明天|回头)*(?:记得|记住|别忘|(?:不要|不用|不许|不能|别|先别)(?:再)?(?:给|让|发|告诉"
    r"|记|存|算|提醒|通知|公开|显示|管|传|删|报给|看)|提醒|通知|发[给到送]|转[给发]|关[掉闭了上]|打开|开启|设置|设成|设为|查[一下]"
    r"|看[看一]|导出|打印|生成|下载|算一?下|清空|删|撤|取消|隐藏|屏蔽|保密|暂停|停止|重新|等[一下会]|稍等|把[^,]{1,10}(?:关|删|撤|发|改|打开"
    r"|取消|藏|隐|停|存|导|清))"
)
_DONE = re.compile(r"[了过]|已|好$")
_OF_THE_RECORD = re.compile(
    r"[这那上]一?条(?![路街巷渠沟河溪水村道管线])|这个?(?:不要|别|先别)|这个?记录|这次走访|刚才[那的这]|记录(?:里|上|不|别|先|只)|卡片|按钮|助手|机器人|账号|密码|昵称|群里|V-?\d"
    r"|(?:给|让|被|不给|不让).{0,6}(?:看到?|知道|看见)$|(?:我|共享|实时)的?(?:位置|定位|手机号|名字)"
)
_OWN_LIFE = re.compile(
    r"请假|放假|休假|调休|开会|加班|休息|下班|上班|出差|报销|签到|打卡|值班|吃饭|午饭|晚饭|早饭|没吃|睡|累|困|饿死|头[疼痛晕]|感冒|发烧|买药"
    r"|回家|回城|回不去|堵车|手机|电脑|没电了|没信号|信号不好|网络|网不好|流量|充电|群聊|天气|下雨|好热|好冷"
)
_SELF = re.compile(
    r"^(?:[今明后]天|今晚|上午|下午|晚上|待会|等下|还有|另外|不过|但)?(?:我(?!们?村)|本人|自己|俺|咱|我们|队里|队员|队长|王队)"
)
_POLITE = re.compile(
    r"^(?:(?:收到|好的?|好嘞|谢谢|多谢|感谢|辛苦|嗯+|哦+|行|可以|知道|明白|ok|是的?|对的?|没事|没了|没有了|完毕|以上|就这些|先这样|在吗|你好|您好"
    r"|早上?好?|晚安|再见|拜拜|哈+|呵+)[了啦呢吧哦啊您你大家]*){1,3}$",
    re.IGNORECASE,
)
_ACTS = re.compile(r"已|当场|答应|承诺|联系|上报|反馈|协调|对接|登记|帮[他她老]|给[他她老]|[跟和向][他她老村镇]")
_OF_THEM = re.compile(
    r"[他她]|老人|老伴|老太|村民|群众|乡亲|大家都|农户|户(?!外|型)|村[里民口委干道部路组]|家里|家中|孩子|小孩|孙[子女]|儿子|女儿|媳妇"
    r"|学生|果农|菜农|茶农|养殖|种植|商户|店主|老板|工人|书记|贫困|低保|五保|残疾|留守|独居|孤寡|[\u4e00-\u9fff]村"
)
_GOES_ON = re.compile(
    r"^(?:还(?!是|可以|好|行)|也|又|另外|另有|同时|顺便|顺带|并(?!且?不)|而且|以及|再就是|还有|此外|补充|其他|其中|其余|主要|目前|当时|现场"
    r"|当场|已经?|后来|最后|然后|反映|提出|说|要求|答应|承诺|联系|上报|反馈|协调|对接|登记|发放|送去|送了|宣传|讲解|核实)"
    r"|(?<=[\u4e00-\u9fff])(?:也(?!许|好|行|可以|就)|都还|还)(?=[\u4e00-\u9fff])|已(?:经)?(?=[\u4e00-\u9fff])"
)


_ANNOUNCED = re.compile(
    r"^(?:(?:哦|啊|噢|嗯|唉|哎)[,\s]*)?(?:(?:再|还要?|要)?补充(?:一下|一点|一句|一条|几句|说明)?(?:[:,\s]+|(?=[^的了过养能水])"
    r")|对了[:,\s]*|(?:另外|此外)(?:还有)?[:,\s]*|还有(?:一[件个点]事?|就是)?[:,\s]*"
    r"|(?:刚才|刚刚|我|还)*(?:忘|漏|少)了?(?:说|写|记|报|讲)了?(?:[一二两三1-3]?[户家件条点个]事?|一句|了)?[:,\s]*"
    r"|[漏少]了[一二两三1-3][户家件条点个]事?[:,\s]+)+"
)
"""Words that say that more of what was told just now is to come."""
_OUTRIGHT = re.compile(r"补充|[忘漏少]了?[说写记报讲]|漏了[一二两三1-3]")
_SECOND = re.compile(r"^第[二三四五六七八九十2-9]+?[户家]")
_LEFT_OUT = re.compile(r"[漏少]了?(?:[说写记报讲]了?)?(?P<more>[一二两三1-3])?[户家]")
_FEW = {"一": 1, "二": 2, "两": 2, "三": 3, "1": 1, "2": 2, "3": 3}


class Fit(Enum):
    """How surely words tell more of the visit before them."""

    SURE = "sure"
    UNSURE = "unsure"
    NOT = "not"


def fit_of(words: str) -> Fit:
    """SURE where something binds the words to the village or its people and nothing to the speaker or to us.

    What is wished of the assistant, said of the record itself or of one's own day is NOT; all between is UNSURE.
    """
    fits = {_clause(clause) for clause in _clauses(words)}
    if Fit.SURE not in fits:
        return Fit.UNSURE if fits == {Fit.UNSURE} else Fit.NOT
    return Fit.UNSURE if Fit.NOT in fits else Fit.SURE


def announced(words: str) -> bool:
    """补充：…, 对了，还有…, 另外…, 少说了一户，还有…, 第二户…: more of what was told before, and something is told."""
    text = plain(words).strip()
    opening = _ANNOUNCED.match(text)
    return bool(opening and opening.end() < len(text)) or bool(_SECOND.match(text))


def is_told(words: str) -> bool:
    """补充：他家房子是危房 tells, though by itself it reads like words to look up; what asks still asks."""
    text = plain(words).strip()
    opening = _ANNOUNCED.match(text)
    return bool(opening and opening.end() < len(text) and _OUTRIGHT.search(opening[0])) and not kinds.asks(text)


def without_opening(words: str) -> str:
    """What the announcing words introduce, as it was said."""
    opening = _ANNOUNCED.match(plain(words.strip()))
    return words.strip()[opening.end() :] if opening else words


def left_out(words: str) -> int:
    """How many households were left out: 少说了一户 is one; 0 where none is spoken of."""
    opening = _ANNOUNCED.match(plain(words).strip())
    said = _LEFT_OUT.search(opening[0]) if opening else None
    return _FEW[said["more"] or "一"] if said else 0


def fit_of_announced(words: str) -> Fit:
    """What announces itself as more of the visit is, unless part of it is wished of us or about oneself."""
    fits = {_clause(clause) for clause in _clauses(without_opening(words))}
    if fits == {Fit.NOT} and not _OUTRIGHT.search(plain(words)):
        return Fit.NOT
    return Fit.UNSURE if Fit.NOT in fits else Fit.SURE


def _clauses(words: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE.split(plain(words)) if clause.strip()]


def _clause(clause: str) -> Fit:
    if _POLITE.match(clause):
        return Fit.NOT
    of_them = bool(_OF_THEM.search(clause)) or any(True for _ in households(clause))
    if _OF_THE_RECORD.search(clause) or (_ORDER.match(clause) and not (of_them and _DONE.search(clause))):
        return Fit.NOT
    to_us = _FOR_ME.search(clause)
    if to_us is not None:
        return Fit.UNSURE if _OF_THEM.search(clause[: to_us.start()]) else Fit.NOT
    if _OWN_LIFE.search(clause):
        return Fit.UNSURE if of_them else Fit.NOT
    if _SELF.match(clause):
        return _of_oneself(clause, of_them=of_them)
    return Fit.SURE if of_them or _GOES_ON.search(clause) else Fit.UNSURE


def _of_oneself(clause: str, *, of_them: bool) -> Fit:
    """What I did for them is told; what I want or feel is my own."""
    if _ACTS.search(clause):
        return Fit.SURE if of_them or _DONE.search(clause) or "答应" in clause else Fit.UNSURE
    return Fit.UNSURE if of_them else Fit.NOT
