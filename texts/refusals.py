"""How the assistant says no: what happened, what is kept, what to do."""

from collections.abc import Sequence

from markupsafe import Markup

from services.access import NotAllowed
from texts.phrases import listed
from texts.posts import ACTIONS, ROLES

CANCEL_WORDS = ("取消", "/cancel")
SKIP_WORDS = ("跳过", "不清楚", "不知道")
CANCELLED = "已取消"
SKIPPED = "已跳过"
CONFIRMED = "已确认"
RETRYING = "正在重新处理"
NOTHING_TO_CANCEL = "现在没有进行中的步骤"
OPENS_IN_PRIVATE = "这一项只在和助手的私聊里打开，不在群里显示。请私聊助手再办"
STALE = "这个按钮已经过时，请重新发起"
NOT_READABLE = "没看明白。可以这样说：“今天去埔中村，3户反映缺水”，或直接问政策，例如“低保怎么办”；发“帮助”看更多"
NOT_READABLE_BY_OTHERS = "没看明白。可以直接问政策，例如“低保怎么办”；发“帮助”看更多"
HOW_TO_JOIN = "工作队成员请向队长（没有队长时向指挥部）要邀请链接，点开、发姓名，通过后就能用"


def not_allowed(refusal: NotAllowed, names: Sequence[str], *, joined: bool = True) -> Markup:
    """Who can do it, by role and, where known, by name; who has not joined hears how one does."""
    roles = listed([ROLES[role] for role in refusal.named])
    who = Markup("。可以找：{}").format(listed(names)) if names else Markup("")
    said = Markup("“{}”这项由{}办理{}").format(ACTIONS[refusal.action], roles, who)
    return said if joined else Markup("{}。您还没有加入：{}").format(said, HOW_TO_JOIN)


def strangers_limit() -> Markup:
    """K8."""
    return Markup("每小时最多提5个问题，请稍后再问。加入后不受此限：{}").format(HOW_TO_JOIN)


def not_stored(code: str) -> Markup:
    """L6: the content is kept and can be tried again; the log knows the code."""
    return Markup("没有办成，您发的内容还在。编号 {}，可点〔重试〕，或把编号告诉管理员").format(code)


def storage_away() -> str:
    """The one sentence said without the database, when it cannot be reached."""
    return "现在存不了，您发的内容没有丢，恢复后会自动处理，请不要重复发送"


def only_private() -> Markup:
    """K4."""
    return Markup("这类内容请私聊发给我，不要在群里发")


def command_in_private(name: str, username: str) -> Markup:
    """K4: a command sent in a group, where everybody would read the answer."""
    return Markup("“/{}”请私聊发给我：点 @{} 打开；群里我只答政策，要问请先 @ 我").format(name, username)


def only_words(kind: str) -> Markup:
    """A message the assistant cannot use yet."""
    return Markup("收到{}，现在还不能保存这类内容。请用文字说，例如：“今天去埔中村，3户反映缺水”").format(kind)


def only_questions(kind: str, *, joined: bool) -> Markup:
    """A message that is no words, from somebody who records no visits."""
    said = Markup("收到{}，没有保存。您可以用文字问政策，例如“低保怎么办”").format(kind)
    return said if joined else Markup("{}。{}").format(said, HOW_TO_JOIN)


def doubled(text: str) -> str:
    """A message whose first sending has an unknown outcome."""
    return f"{text}\n（可能重复）".lstrip()


def no_team() -> str:
    """An office above the teams tries to record a visit."""
    return "您没有编入工作队，走访由工作队成员记录"


def too_long(characters: int) -> str:
    """A message beyond what one record or question can be."""
    return f"这段话有{characters}字，太长了，请分成2000字以内的几段发"


def town_unknown(said: str, nearest: Sequence[str]) -> Markup:
    """A name that is no town, with the nearest ones."""
    hint = Markup("，是不是：{}").format(listed(nearest)) if nearest else Markup("")
    return Markup("没有找到“{}”{}。请再发一次，或发“取消”").format(said, hint)
