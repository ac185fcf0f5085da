"""The minutes (纪要) of a 队长有话说 as Word: speakers, highlights with pictures and comments, questions."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from reports.paper import BODY_FONT, HEADING_FONT, TITLE_FONT, finished, line, new_paper, run
from services.cabinet import thumbnail_of
from services.clock import TEAM_ZONE
from services.highlights import Highlight
from services.issues import State
from services.talks.accounts import Account, Line, Speech
from texts import tallies
from texts.issues import LIGHTS, STATES

_WEEK = "一二三四五六日"
_NUMBERS = "一二三四五"
_PHOTO_HEIGHT = Cm(5)


def talk_minutes(account: Account, folder: Path) -> bytes:
    """The document; pictures come from the cabinet under `folder`."""
    paper = new_paper()
    talk = account.talk
    line(paper, "队长有话说纪要", TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER)
    line(paper, f"第{talk.id}期　{talk.theme}", BODY_FONT, 16, WD_ALIGN_PARAGRAPH.CENTER)
    line(paper, f"统计时点：{_moment(account.as_of)}", BODY_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER)
    for name, text in _facts(account):
        _named(paper, name, text)
    for number, (title, write) in enumerate(
        (("亮点发言", _write_speeches), ("你问我答", _write_questions), ("问题督办", _write_supervision))
    ):
        line(paper, f"{_NUMBERS[number]}、{title}", HEADING_FONT, 16).paragraph_format.keep_with_next = True
        write(paper, account, folder)
    return finished(paper)


def _facts(account: Account) -> Iterator[tuple[str, str]]:
    talk = account.talk
    begun, ended = talk.started_at or talk.starts_at, talk.ended_at
    until = f"至{ended.astimezone(TEAM_ZONE):%H:%M}" if ended else ""
    yield "时间", _moment(begun) + until
    yield "地点", talk.place
    yield "主持", account.moderator
    yield "发言", "、".join(one.town for one in account.speeches if not one.skipped) or "无"
    if account.before is not None:
        yield "上期问题", tallies.counted(account.before)


def _write_speeches(paper: Paper, account: Account, folder: Path) -> None:
    if not account.speeches:
        line(paper, "本期没有队发言。", BODY_FONT, 14, indent=True)
    for number, speech in enumerate(account.speeches, 1):
        head = line(paper, f"{number}. {_speech(speech)}", HEADING_FONT, 14)
        head.paragraph_format.keep_with_next = speech.highlight is not None
        if speech.highlight is not None:
            _write_highlight(paper, speech.highlight, folder)


def _speech(speech: Speech) -> str:
    if speech.skipped or speech.started_at is None:
        return f"{speech.town}（{speech.speaker}）　报名未发言"
    begun = speech.started_at.astimezone(TEAM_ZONE)
    return f"{speech.town}（{speech.speaker}）　{begun:%H:%M}起，{speech.minutes}分钟"


def _write_highlight(paper: Paper, highlight: Highlight, folder: Path) -> None:
    parts = (
        ("做法", highlight.practice),
        ("成效", highlight.effect),
        ("可借鉴点", highlight.lesson),
        ("困难", highlight.difficulty),
        *((f"点评（{one.unit}）", one.words) for one in highlight.comments),
    )
    for name, text in parts:
        if text:
            _named(paper, name, text)
    pictures = [thumbnail_of(folder, one.hash) for one in highlight.photos if one.hash]
    there = [path for path in pictures if path.exists()]
    if there:
        row = line(paper, "", BODY_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER)
        row.paragraph_format.line_spacing = None
        for path in there:
            row.add_run().add_picture(str(path), height=_PHOTO_HEIGHT)


def _write_questions(paper: Paper, account: Account, _folder: Path) -> None:
    if not account.lines:
        line(paper, "本期没有提问。", BODY_FONT, 14, indent=True)
    for one in account.lines:
        same = f"，同问{one.supports}" if one.supports else ""
        line(
            paper, f"问{one.number}（{one.town}{one.asker or '不署名'}{same}）：{one.words}", BODY_FONT, 14, indent=True
        )


def _write_supervision(paper: Paper, account: Account, _folder: Path) -> None:
    line(paper, f"转部门问题{tallies.counted(account.tally)}。", BODY_FONT, 14, indent=True)
    for one in _supervised(account.lines):
        line(paper, f"问{one.number}　{_problem(one)}", BODY_FONT, 14, indent=True)
    line(paper, "办理情况以问题清单和助手里的最新状态为准。", BODY_FONT, 14, indent=True)


def _supervised(lines: Sequence[Line]) -> list[Line]:
    return sorted((one for one in lines if one.issue is not None), key=lambda one: one.number)


def _problem(one: Line) -> str:
    if one.issue is None:
        return ""
    due = one.issue.due_at.astimezone(TEAM_ZONE)
    light = LIGHTS[one.standing.light][1:] if one.standing and one.standing.light else ""
    parts = (
        f"#{one.issue.number:03d}",
        STATES[State(one.issue.state)],
        one.department or "",
        f"{due.month}月{due.day}日前" if light else "",
        light,
    )
    return "　".join(part for part in parts if part)


def _named(paper: Paper, name: str, text: str) -> None:
    paragraph = line(paper, "", BODY_FONT, 14, indent=True)
    run(paragraph, f"{name}：", BODY_FONT, 14).bold = True
    run(paragraph, text, BODY_FONT, 14)


def _moment(moment: datetime) -> str:
    local = moment.astimezone(TEAM_ZONE)
    return f"{local.year}年{local.month}月{local.day}日（周{_WEEK[local.weekday()]}）{local:%H:%M}"
