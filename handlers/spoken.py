"""Commands in plain words: 撤销刚才那条, 看看上个月的走访, 导出民情日记, 今天有什么任务."""

import re
from collections.abc import Callable

from handlers import diary, duties, visits
from handlers.answers import Answers
from handlers.facts import Fact
from handlers.heard import Heard
from services.understanding import wishes

_UNDO = re.compile(
    r"^(?:请|帮我|把|将)?(?:撤销|撤回|删除|删掉|删了)(?:吧|一下)?$"
    r"|(?:撤销|撤回|删除|删掉|删了).{0,4}(?:刚才|刚刚|上一?条|那条|这条)|(?:刚才|上一?条).{0,6}(?:撤销|撤回|删)"
)
_DIARY = re.compile(r"(?:导出|打印|下载|生成|要).{0,12}日记|日记.{0,8}(?:导出|打印|发我|发给我)")
_TASKS = re.compile(r"(?:看|查|打开).{0,6}(?:任务|要办的事|待办)")


def hear(heard: Heard) -> Answers:
    """Does what the words ask for; None where they ask for something else."""
    wanted = wishes.visits_wanted(heard.words)
    if wanted is not None:
        heard.fact = Fact(wanted)
        return visits.show_visits(heard)
    if wishes.wants_tasks(heard.words):
        return duties.show_today(heard)
    for pattern, does in _WAYS:
        if pattern.search(heard.words):
            return does(heard)
    return None


_WAYS: tuple[tuple[re.Pattern[str], Callable[[Heard], Answers]], ...] = (
    (_UNDO, visits.undo_latest),
    (_DIARY, diary.start),
    (_TASKS, duties.show_today),
)
