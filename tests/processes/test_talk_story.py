"""One whole 队长有话说 with 45 captains and 8 departments, killed in the middle: papers and database agree."""

import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import httpx
from docx import Document
from openpyxl import load_workbook

from db.engine import migrate, open_engine, sessions
from knowledge import places
from services import people
from services.access import Role, Scope
from services.clock import TEAM_ZONE
from services.people import CITY_NAME, PostPlan
from tests.processes.running import Telegram, assistant_environment, started, telegram

PATIENCE = 120.0
MODERATOR, CAPTAINS, DEPARTMENTS = 1005, 2000, 3000
UNITS = ("农业农村局", "水利局", "交通运输局", "住房和城乡建设局", "自然资源局", "民政局", "教育局", "卫生健康局")
AHEAD = ("办公楼借用手续一直批不下来", "帮扶干部的周转房漏雨没人管", "村里快递点关了大半年")
LIVE = (
    "青梅加工企业用工缺口很大", "圩日停车乱挤占消防通道", "旧祠堂的电线老化没人敢动", "450亩旱地缺水浇不上",
    "450亩旱地缺水一直浇不上",
)  # fmt: skip
WHILE_AWAY = ("直播间网速太慢带不动货", "冷库电费没有优惠", "外出务工的证明开不出", "晒谷场被占用堆砂石")


@dataclass(frozen=True)
class Message:
    """A message of the assistant as it stands."""

    number: int
    text: str
    labels: tuple[str, ...]
    document: tuple[str, str] | None


@dataclass(frozen=True)
class Phone:
    """One person with a phone, over the real port."""

    telegram: Telegram
    id: int

    def says(self, text: str) -> None:
        self.telegram.says(self.id, text)

    def messages(self) -> list[Message]:
        said = httpx.get(f"{self.telegram.address}/sim/chats/{self.id}/messages", timeout=30).json()
        return [_message(one) for one in said["messages"] if one["from"] == "bot" and not one["deleted"]]

    def sees(self, words: str, label: str | None = None) -> Message:
        """The latest message with these words (and this button), once it is there."""
        return until(lambda: self._latest(words, label), f"{self.id}: {words} {label or ''}")

    def presses(self, message: Message, label: str) -> str:
        """The toast over the button."""
        body = {"from": self.id, "message_id": message.number, "label": label}
        where = f"{self.telegram.address}/sim/chats/{self.id}/presses"
        answer = httpx.post(where, json=body, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()["toast"] or ""

    def _latest(self, words: str, label: str | None) -> Message | None:
        fitting = [one for one in self.messages() if words in one.text and (label is None or label in one.labels)]
        return fitting[-1] if fitting else None


def _message(one: dict[str, object]) -> Message:
    buttons, document = one["buttons"], one["document"]
    assert isinstance(buttons, list)
    labels = tuple(str(label) for row in buttons for label in row)
    file = (str(document["name"]), str(document["url"])) if isinstance(document, dict) else None
    return Message(int(str(one["message_id"])), str(one["text"] or ""), labels, file)


def until(look: Callable[[], Message | None], what: str) -> Message:
    ends = time.monotonic() + PATIENCE
    while True:
        found = look()
        if found is not None:
            return found
        assert time.monotonic() < ends, f"never seen: {what}"
        time.sleep(0.2)


def asked(folder: Path) -> list[str]:
    """What stands on the agenda."""
    with closing(sqlite3.connect(folder / "assistant.db")) as database:
        return [row[0] for row in database.execute("SELECT words FROM talk_questions WHERE number IS NOT NULL")]


def settled(folder: Path, count: int) -> None:
    ends = time.monotonic() + PATIENCE
    while len(asked(folder)) < count:
        assert time.monotonic() < ends, f"{len(asked(folder))} of {count} questions are on the agenda"
        time.sleep(0.2)


def prepare(folder: Path) -> list[str]:
    """Everybody at their posts; returns the 45 towns."""
    engine = open_engine(f"sqlite:///{folder / 'assistant.db'}")
    migrate(engine)
    known, now = places.shipped(), datetime.now(TEAM_ZONE)
    towns = [town.name for town in known.teams]
    with sessions(engine).begin() as session:
        people.found_teams(session, known)
        people.enlist(session, MODERATOR, "阿敏", [PostPlan(Role.OFFICE, Scope.CITY, CITY_NAME)], now)
        for number, town in enumerate(towns):
            post = PostPlan(Role.CAPTAIN, Scope.TEAM, town)
            people.enlist(session, CAPTAINS + number, f"{town}队长", [post], now)
        for number, unit in enumerate(UNITS):
            post = PostPlan(Role.DEPARTMENT, Scope.DEPARTMENT, unit)
            people.enlist(session, DEPARTMENTS + number, f"{unit}联络人", [post], now)
    engine.dispose()
    return towns


def gather(phones: Telegram, numbers: Sequence[int]) -> dict[int, Phone]:
    for number in numbers:
        body = {"id": number, "name": f"人{number}", "note": ""}
        httpx.post(f"{phones.address}/sim/people", json=body).raise_for_status()
        phones.says(number, "/start")
    return {number: Phone(phones, number) for number in numbers}


def announce(moderator: Phone) -> None:
    moderator.says("/talk_new")
    steps = (
        ("主题", "青梅产业"),
        ("什么时候", "后天下午3点"),
        ("在哪里", "线上"),
        ("请哪几个镇", "各队报名"),
        ("截止", "跳过"),
    )
    for question, words in steps:
        moderator.sees(question)
        moderator.says(words)
    moderator.presses(moderator.sees("发布吗", "发布"), "发布")


def ask_ahead(phone: Phone, words: str, label: str) -> None:
    phone.presses(phone.sees("【队长有话说 第1期】", "先提问题"), "先提问题")
    phone.sees("请发您的问题")
    phone.says(words)
    phone.presses(phone.sees(f"“{words}”", label), label)
    phone.sees(f"：“{words}”")


def opened(phone: Phone, number: int, label: str) -> Message:
    """The problem of this number as the person may open it at any time."""
    phone.says(f"/issues {number}")
    return phone.sees(f"问题 #{number:03d}", label)


def race(first: Phone, second: Phone, number: int) -> tuple[Phone, str]:
    """Both press 我单位认领 at once; gives back who won, and what the other was told."""
    cards = [(phone, opened(phone, number, "我单位认领")) for phone in (first, second)]
    with ThreadPoolExecutor(2) as pool:
        toasts = list(pool.map(lambda pair: pair[0].presses(pair[1], "我单位认领"), cards))
    lost = [index for index, toast in enumerate(toasts) if "认领" in toast and "已由" in toast]
    assert len(lost) == 1, toasts
    return cards[1 - lost[0]][0], toasts[lost[0]]


def test_a_whole_session_killed_in_the_middle_loses_nothing_and_its_papers_agree(tmp_path: Path) -> None:
    towns = prepare(tmp_path)
    assert len(towns) == 45
    with telegram() as phones:
        environment = assistant_environment(phones, tmp_path)
        captains = range(CAPTAINS, CAPTAINS + len(towns))
        units = range(DEPARTMENTS, DEPARTMENTS + len(UNITS))
        cast = gather(phones, [MODERATOR, *captains, *units])
        moderator, captain = cast[MODERATOR], [cast[number] for number in captains]
        unit = [cast[number] for number in units]
        with started(["bot.py", "run"], environment) as process:
            announce(moderator)
            for phone in captain[:6]:
                phone.presses(phone.sees("【队长有话说 第1期】", "报名发言"), "报名发言")
            seventh = captain[6]
            toast = seventh.presses(seventh.sees("【队长有话说 第1期】", "报名发言"), "报名发言")
            assert "已有6个队报名" in toast
            for phone, words, label in zip(captain[10:], AHEAD, ("署名提", "不署名提", "署名提"), strict=False):
                ask_ahead(phone, words, label)
            moderator.says("/talk")
            moderator.presses(moderator.sees("已报名6/6", "开始本期"), "开始本期")
            for phone in (*captain, *unit):
                phone.sees("第1期 · 进行中")
            for phone, words in zip(captain[20:], LIVE, strict=False):
                phone.says(f"问：{words}")
                phone.sees(f"：“{words}”")
            _, told = race(unit[0], unit[1], 1)
            assert re.search(r"#001 已由(农业农村局|水利局)", told)
            for phone, words in zip(captain[30:], WHILE_AWAY, strict=False):
                phone.says(f"问：{words}")
            process.kill()
            process.wait(timeout=60)
        with started(["bot.py", "run"], environment):
            settled(tmp_path, 12)
            assert sorted(asked(tmp_path)) == sorted([*AHEAD, *LIVE, *WHILE_AWAY])
            race(unit[2], unit[3], 2)
            _refusals(unit, moderator)
            alike = captain[24]
            alike.presses(alike.sees("相似", "合并跟进"), "合并跟进")
            alike.sees("已并入问题")
            _second_round(unit[5], captain[21])
            moderator.presses(moderator.sees("第1期 · 进行中", "结束本期"), "结束本期")
            moderator.presses(moderator.sees("确定结束第1期吗", "确定结束"), "确定结束")
            minutes = until(lambda: _paper(moderator, ".docx"), "minutes")
            questions = until(lambda: _paper(moderator, ".xlsx"), "list")
            assert minutes.document is not None
            assert minutes.document[0] == "队长有话说第1期纪要（青梅产业）.docx"
            _agree(tmp_path, _fetched(phones, minutes), _fetched(phones, questions))


def _refusals(unit: Sequence[Phone], moderator: Phone) -> None:
    """One unit refuses and names a second, that one refuses too, and 指挥部 decides."""
    for phone, reason, other in ((unit[4], "快递不归自然资源管", UNITS[6]), (unit[6], "也不归教育管", UNITS[2])):
        phone.presses(opened(phone, 3, "不属我单位"), "不属我单位")
        phone.sees("第1步/共2步")
        phone.says(reason)
        phone.sees("第2步/共2步")
        phone.says(other)
        phone.sees("已转给" if phone is unit[4] else "指挥部")
    moderator.presses(opened(moderator, 3, "指派"), "指派")
    moderator.presses(moderator.sees("", UNITS[2]), UNITS[2])
    opened(unit[2], 3, "记进展")


def _second_round(unit: Phone, raiser: Phone) -> None:
    """Claimed, answered, judged 没解决: the second round begins."""
    unit.presses(opened(unit, 5, "我单位认领"), "我单位认领")
    unit.presses(opened(unit, 5, "答复"), "答复")
    unit.says("已与公安局商定，圩日划定临时车位")
    unit.presses(unit.sees("临时车位", "现在就发"), "现在就发")
    raiser.presses(opened(raiser, 5, "没解决"), "没解决")
    raiser.sees("重办 #2")


def _paper(phone: Phone, suffix: str) -> Message | None:
    return next((one for one in phone.messages() if one.document and one.document[0].endswith(suffix)), None)


def _fetched(phones: Telegram, message: Message) -> bytes:
    assert message.document is not None
    return httpx.get(f"{phones.address}{message.document[1]}").content


def _agree(folder: Path, minutes: bytes, questions: bytes) -> None:
    """Each question stands once in the list and in the minutes, under the number and state the database has."""
    with closing(sqlite3.connect(folder / "assistant.db")) as database:
        known = {
            words: (number, issue, merged, state)
            for words, number, issue, merged, state in database.execute(
                "SELECT q.words, q.number, i.number, i.merged_into, i.state FROM talk_questions q"
                " JOIN issues i ON i.source = 'talk' AND i.source_id = q.id"
            )
        }
        states = dict(database.execute("SELECT number, state FROM issues").fetchall())
    assert len(known) == 12
    sheet = load_workbook(BytesIO(questions))["问题清单"]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert set(rows) == set(known)
    text = "\n".join(one.text for one in Document(BytesIO(minutes)).paragraphs)
    names = {"unclaimed": "待认领", "working": "办理中", "redo": "重办"}
    for words, (number, issue, merged, _) in known.items():
        final = merged or issue
        assert (rows[words][0], rows[words][6]) == (number, f"#{final:03d}")
        assert rows[words][7] == names[states[final]]
        assert len(re.findall(rf"问{number}（[^）]*）：{words}\n", f"{text}\n")) == 1
        assert f"问{number}　#{final:03d}　{names[states[final]]}" in text
    assert sum(state == "merged" for _, _, _, state in known.values()) == 1
    assert [words for words, row in rows.items() if row[3] == "不署名"] == [AHEAD[1]]
