"""Questions about the assistant itself: who it is, how a thing is done with it, what becomes of what it is told."""

import re
from dataclasses import dataclass
from enum import StrEnum

from services.understanding.plain import plain


class Topic(StrEnum):
    """What about the assistant is asked."""

    WHO = "who"
    USAGE = "usage"
    VISITING = "visiting"
    ATTACHING = "attaching"
    CHANGING = "changing"
    JOINING = "joining"
    DELETING = "deleting"
    READERS = "readers"
    KEEPING = "keeping"


@dataclass(frozen=True)
class Guidance:
    """What is asked about; `command` is the one that does it, where the question is how to do a thing."""

    topic: Topic
    command: str | None = None


_YOU = r"(?:你们?|您|这个|本)?(?:助手|机器人|小程序|程序|系统|软件|东西)?"
_YOU_SURELY = r"(?:你们?|您|(?:这个)?(?:助手|机器人|程序|系统|软件))"
_HOW = r"(?:怎么样?|怎样|如何|咋|在哪里?|从哪里?|哪里)"
_WHAT = r"(?:什么|啥|哪些|些什么|些啥)"
_MINE = r"(?:我们?|自己|本人)?(?:记|发|说|写|提|填|上传|存)?的?"
_KEPT = r"(?:数据|信息|个人信息|资料|个人资料|记录|走访记录|走访|日记|内容|聊天记录|消息|账号|帐号|提问|问题|东西)"
_VISIT = r"(?:一[条次个篇下]|个|条)?(?:走访|走访记录|走访日记|入户|入户走访|入户记录|走访情况)"
_RECORD = r"(?:记录?|填写?|填报|写|录入?|登记|上报|报|上传|提交|添加|新增|做|弄)"
_FILE = r"(?:语音|照片|图片|相片|附件|文件|录音|位置|定位)"
_MAY = r"(?:能不能|可不可以|可以|能够?|会不会|会|支持|要怎么|怎么)"

_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern, re.IGNORECASE))
    for topic, pattern in (
        (
            Topic.WHO,
            rf"{_YOU_SURELY}(?:到底|究竟)?(?:是|叫)(?:谁|哪位|{_WHAT}(?:名字?|人|东西|机器人|助手|程序|系统)?|做{_WHAT}|干{_WHAT}|干嘛)的?"
            rf"|{_YOU_SURELY}是(?:不是)?(?:机器人|真人|人工|ai|人|程序|人工智能)|(?:请|做个)?(?:自我介绍|介绍一?下你?您?自己)一?下?",
        ),
        (
            Topic.USAGE,
            rf"{_YOU_SURELY}(?:都|还)?(?:会|能|可以|能够)(?:帮我们?|给我们?)?(?:做|干|办|帮)?{_WHAT}(?:事情?|忙|功能|活)?|会{_WHAT}"
            rf"|{_YOU}(?:都|还)?有{_WHAT}(?:功能|用处|用|本领|命令)|(?:功能|命令|指令)(?:介绍|列表|清单|大全|说明|有{_WHAT})?"
            r"|(?:使用|操作|用户|新手|入门|帮助)(?:说明|手册|指南|教程|方法|帮助|指引|文档|信息)书?(?:在哪里?|有|发我|给我|发一下)?"
            rf"|{_YOU}(?:应该|要|该|到底)?{_HOW}(?:使用|用|操作|玩|上手|开始)(?:{_YOU})|{_HOW}开始"
            rf"|(?:我)?(?:不会|不懂|不知道)(?:怎么)?(?:使用|用|操作|弄)(?:{_YOU})|教(?:教|一下)?我(?:怎么|如何)?(?:使?用|操作)?"
            r"|help|man|manual|帮助|帮帮我|求助|说明书?|说明|教程|菜单|使用帮助",
        ),
        (
            Topic.VISITING,
            rf"(?:我)?(?:要|想|应该|该)?{_HOW}(?:可以|能|才能|去)?{_RECORD}{_VISIT}(?:记录)?"
            rf"|{_VISIT}(?:要|该|应该|是)?{_HOW}{_RECORD}的?",
        ),
        (
            Topic.ATTACHING,
            rf"(?:发|说)?语音.{{0,4}}?(?:转|变|识别|听写|翻译)成?(?:文字|字)?|{_MAY}?(?:把)?语音(?:识别|转(?:成|为)?(?:文字|字)?|输入)"
            rf"|(?:你|您|助手|这里)?{_MAY}(?:听|听懂|听得懂|识别|发送?|用|传|上传|加|附|接收|收)(?:走访|现场)?{_FILE}(?:消息)?(?:记录?走访)?"
            rf"|(?:走访|现场)?{_FILE}(?:消息)?(?:可以|行|能用|能发|{_HOW}(?:发送?|传|上传|加|附|保存|记))(?:吗|上去|给你)?|支持(?:语音|照片|图片)",
        ),
        (
            Topic.CHANGING,
            rf"(?:走访|记录|走访记录|刚才那?条?)?(?:[记写发填说录]|选)?错了?(?:的)?(?:走访|记录)?(?:要|该|应该)?(?:怎么|如何|咋)(?:办|改|弄|修改|撤销)"
            rf"|{_HOW}(?:修改|改|改正|更正|撤销|撤回|编辑)(?:一下|刚才的?|已经?记的?|记错的?|那条)?(?:走访|记录|走访记录|内容)?"
            rf"|(?:走访|记录|走访记录)(?:还)?(?:能不能|能|可以|{_HOW})(?:修改|改|撤销|撤回|更正)",
        ),
        (
            Topic.JOINING,
            rf"(?:我)?(?:要|想|该)?{_HOW}(?:可以|能|才能)?(?:加入|注册|登录|登陆|入队|进队|成为(?:队员|成员)|开通|认证)(?:工作队|队伍|你们?|助手)?"
            r"|我(?:想|要)(?:加入|注册)(?:工作队|队伍)?",
        ),
        (
            Topic.DELETING,
            rf"(?:我)?(?:要|想)?(?:可以|能不能|能|请|帮我|把)?(?:{_HOW})?(?:可以|能|才能)?(?:彻底|永久)?(?:删除|删掉|删|清除|清空|注销|抹掉|销毁)(?:掉)?{_MINE}{_KEPT}"
            rf"|(?:把)?{_MINE}{_KEPT}(?:要|可以|能不能|能)?(?:{_HOW})?(?:删除|删掉|删|清除|清空|注销|抹掉)(?:掉)?",
        ),
        (
            Topic.READERS,
            rf"(?:都)?(?:有)?(?:谁|哪些人|什么人|别人|别的队|领导|村民|其他人|他人|外人|大家|书记|队长|指挥部|同事)(?:都|也)?"
            rf"(?:能不能|可不可以|会不会|能够?|可以|会)(?:看到?|看见|查看|查到|查|知道|读到?){_MINE}{_KEPT}"
            rf"|{_MINE}{_KEPT}(?:都)?(?:会|能)?(?:被|给|让|有)?(?:谁|哪些人|什么人|别人|其他人|领导)(?:能|可以|会)?(?:看到?|看见|知道|查到?)"
            rf"|我们?[记发写说填提]?的?{_KEPT}(?:会不会|会|是|被)*(?:保密|公开|安全|泄露|外泄)的?"
            rf"|{_KEPT}(?:会不会|会)被?(?:公开|泄露|外泄)",
        ),
        (
            Topic.KEEPING,
            rf"(?:个人)?隐私(?:政策|说明|声明|保护|条款|安全)?(?:是什么|怎么样|怎么保护)?|(?:个人信息|数据)(?:保护|安全)(?:吗|说明|怎么样)?"
            rf"|{_MINE}{_KEPT}(?:会|能)?(?:存|保存|保留|存放|留)(?:在)?(?:多久|多长时间|哪里?|几年|什么地方)"
            rf"|{_YOU_SURELY}(?:会|都|要)*(?:记|收集|保存|记录|存|采集)(?:了|下)?(?:我们?的?)?(?:{_WHAT})(?:信息|数据|内容|东西)?",
        ),
    )
)

_SEE = r"(?:查?看|查|翻|找)(?:一?下)?(?:我的?|自己的?|以前的?|历史|收到的?)?"
_COMMANDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (command, re.compile(pattern, re.IGNORECASE))
    for command, pattern in (
        ("visits", rf"{_SEE}(?:走访)?(?:记录|走访)"),
        (
            "diary",
            r"(?:导出|下载|打印|生成|弄|做)(?:民情|走访)?(?:日记|走访记录|走访表)|(?:民情)?日记(?:导出|下载|打印|生成)",
        ),
        ("promises", rf"{_SEE}(?:未了结的)?承诺"),
        ("issue", r"(?:提|提交|上报|登记|转)(?:一?个|督办)?问题(?:给部门)?"),
        ("issues", rf"{_SEE}(?:督办|办理)?的?(?:问题|办理进度|问题进度)"),
        ("today", rf"{_SEE}(?:今天的?)?(?:任务|待办)"),
        ("duties", rf"{_SEE}(?:五员)?职责(?:清单)?"),
        ("calendar", r"订阅(?:职责)?日历|(?:加|导|放|加入|导入|放进|加到)(?:到)?(?:手机)?日历"),
        ("notice", r"(?:发|发布|下发|群发|发送)(?:一?个|一?条)?(?:通知|公告)(?:给大家|给各队)?"),
        ("notices", rf"{_SEE}通知(?:记录)?"),
        ("talk", r"(?:参加|报名)?队长有话说(?:报名)?"),
        ("highlight", r"(?:写|报|发|提交)(?:一?个)?亮点"),
        ("experience", rf"{_SEE}(?:别的?队的?)?经验库?"),
        ("invite", r"(?:邀请|拉|添?加)(?:新)?(?:人|成员|队员|同事|人员)(?:加入|进来)?|(?:生成|发)邀请(?:链接)?"),
        ("feedback", r"(?:提|写|反馈)(?:个)?(?:意见|建议)"),
        ("leave", r"销假|(?:在这里|用助手|在助手里)请假|(?:找|请)人代办"),
        ("me", rf"{_SEE}(?:身份|队伍)"),
    )
)
_ASKED = re.compile(rf"(?:我们?)?(?:要|想|应该|该)?{_HOW}(?:可以|能够?|才能|去)?(?:在助手里|在这里)?")
_MARKS = re.compile(
    r"[\s,。.;:!?~…“”‘’\"'/]+"
    r"|^(?:请问一?下?|你好|您好|问一?下|我?想问一?下|请教一?下|那|我想知道|麻烦问一?下)+|(?:吗|(?<!什)么|呢|啊|呀|吧|哦|嘛|的呢)+[?。!.]*$"
)
_LONGEST = 30


def guidance_asked(text: str) -> Guidance | None:
    """What is asked about the assistant itself; None for all else, policy above all."""
    if len(text) > _LONGEST:
        return None
    said = _tidied(text)
    topic = next((topic for topic, pattern in _TOPICS if pattern.fullmatch(said)), None)
    if topic is not None:
        return Guidance(topic)
    act, asked = _ASKED.subn("", said, count=1)
    command = next((name for name, pattern in _COMMANDS if asked and pattern.fullmatch(act)), None)
    return Guidance(Topic.USAGE, command) if command else None


def _tidied(text: str) -> str:
    return _MARKS.sub("", _MARKS.sub("", plain(text)))
