"""What is said about the papers of a session."""

from datetime import date

from markupsafe import Markup

from services.talks.accounts import Account
from texts import tallies
from texts.phrases import day

MAKING = "正在生成纪要、问题清单和灯图，约30秒，好了发给您"
FAILED = "纪要没有生成成功，内容都在，请过几分钟发 /talk 再点〔纪要和清单〕"


def minutes_name(told: Account) -> str:
    """队长有话说第3期纪要（青梅产业）.docx."""
    return f"队长有话说第{told.talk.id}期纪要（{_plain(told.talk.theme)}）.docx"


def questions_name(told: Account) -> str:
    """队长有话说第3期问题清单.xlsx."""
    return f"队长有话说第{told.talk.id}期问题清单（{_plain(told.talk.theme)}）.xlsx"


def caption(told: Account) -> Markup:
    """Under the picture."""
    return Markup("第{}期转部门问题{}").format(told.talk.id, tallies.counted(told.tally))


def sent(told: Account, today: date) -> Markup:
    """Under the last file."""
    return Markup("第{}期纪要和问题清单，统计到{}。请核对后再转发").format(told.talk.id, day(today, today))


def _plain(theme: str) -> str:
    """Without what no file name may hold."""
    return "".join(one for one in theme if one not in '\\/:*?"<>|')
