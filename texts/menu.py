"""The main keyboard, the commands and the help, each showing a person just what is theirs."""

from markupsafe import Markup

from services.access import Action, Speaker, allows
from services.understanding import Kind
from texts.buttons import Keyboard
from texts.refusals import HOW_TO_JOIN

ASK = "政策问答"
VISIT = "记走访"
VISITS = "走访记录"
TASKS = "我的任务"
TALK = "队长有话说"
MORE = "更多"

# name, what it is for, whose it is (None: everybody's)
COMMANDS: tuple[tuple[str, str, Action | None], ...] = (
    ("start", "开始", None),
    ("policy", "按类别看政策", Action.ASK_POLICY),
    ("questions", "待答复的问题", Action.ANSWER_QUESTION),
    ("learn", "整理问法和条目", Action.EDIT_KNOWLEDGE),
    ("kbtest", "试问知识库", Action.EDIT_KNOWLEDGE),
    ("kb_versions", "知识库的版本", Action.EDIT_KNOWLEDGE),
    ("visit", "记走访", Action.RECORD_VISIT),
    ("visits", "看走访记录", Action.LIST_VISITS),
    ("diary", "导出民情日记", Action.LIST_VISITS),
    ("promises", "未了结的承诺", Action.CORRECT_VISIT),
    ("issues", "督办的问题", Action.SEE_ISSUES),
    ("issue", "提一个问题", Action.RAISE_ISSUE),
    ("today", "今天有什么事", Action.SEE_DUTIES),
    ("duties", "五员职责清单", Action.SEE_DUTIES),
    ("calendar", "职责日历文件", Action.FINISH_DUTY),
    ("duty_new", "新增职责", Action.ARRANGE_DUTIES),
    ("stationed", "填进驻日", Action.SET_STATIONING),
    ("leave", "请假和代办", Action.TAKE_LEAVE),
    ("holidays", "导入放假安排", Action.IMPORT_CALENDAR),
    ("notice", "发通知", Action.SEND_NOTICE),
    ("notices", "通知记录", Action.READ_NOTICES),
    ("group", "登记群（在群里发）", Action.BIND_GROUP),
    ("talk", "队长有话说", Action.JOIN_TALK),
    ("talk_new", "办一期队长有话说", Action.RUN_TALK),
    ("highlight", "写亮点", Action.WRITE_HIGHLIGHT),
    ("experience", "查经验库", Action.READ_HIGHLIGHTS),
    ("invite", "生成邀请链接", Action.INVITE),
    ("status", "助手状态和自检", Action.SEE_STATUS),
    ("feedback", "意见箱，可以不署名", Action.WRITE_FEEDBACK),
    ("me", "我的身份和队伍", None),
    ("cancel", "取消正在填的内容", None),
    ("help", "帮助", None),
)


def commands(speaker: Speaker) -> list[tuple[str, str]]:
    """The commands of this person's menu."""
    return [(name, about) for name, about, action in COMMANDS if action is None or allows(speaker, action)]


def keyboard(speaker: Speaker) -> Keyboard:
    """At most six keys, and only what works for this person."""
    first = (ASK, VISIT) if allows(speaker, Action.RECORD_VISIT) else (ASK,)
    tasks = (TASKS,) if allows(speaker, Action.SEE_DUTIES) else ()
    visits = (VISITS,) if allows(speaker, Action.LIST_VISITS) else ()
    talk = (TALK,) if allows(speaker, Action.JOIN_TALK) else ()
    last = (*talk, MORE)
    return (first, (*tasks, *visits), last) if tasks and visits else (first, (*tasks, *visits, *last))


def help_text(speaker: Speaker) -> Markup:
    """What can be said and sent, shortest way first."""
    lines = [Markup("直接发一句话就行：")]
    lines.append(Markup("· 问政策：“帮扶资金能用在哪里”"))
    if allows(speaker, Action.RECORD_VISIT):
        lines.append(Markup("· 记走访：“今天去埔中村，3户反映缺水，已联系水利所”"))
    lines.append(Markup("也可以用命令："))
    lines += [Markup("/{} {}").format(name, about) for name, about in commands(speaker)]
    lines += [Markup("{}").format(HOW_TO_JOIN)] if speaker.is_stranger else []
    return Markup("\n").join(lines)


def small_talk(*, records: bool) -> Markup:
    """A kind word back, and what the assistant is for."""
    return Markup("您好，我是驻镇帮扶助手。{}，直接发一句话就行；发“帮助”看更多").format(
        "问政策、记走访" if records else "问政策"
    )


def small_talk_in_group() -> Markup:
    """Addressed in a group without a question."""
    return Markup("您好，群里我只答政策，例如“低保怎么办”；记走访和其他事请私聊我")


def plan_noted() -> Markup:
    """A visit still to come, or one that did not happen, is not recorded."""
    return Markup("听起来是还没去成的走访，没有记录。去过之后再发一句话就行")


def not_yet(kind: Kind) -> Markup:
    """Words that ask for a job the assistant cannot do yet, with what can be done now."""
    if kind is Kind.COMMAND:
        return Markup("没看明白要办哪一件。改或撤销走访请点那张卡片上的按钮；看记录发 /visits，其他发“帮助”")
    meant = {Kind.FUND: "要记资金", Kind.PROMISE_DONE: "承诺的事办好了"}[kind]
    return Markup("看起来是{}，这一项还没有开通，没有保存。要先作为走访记下，请在原话前面加上“/visit ”再发一次").format(
        meant
    )
