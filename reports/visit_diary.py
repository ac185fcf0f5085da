"""The 民情日记 as Word: A4, the fonts of official documents, photos two across, page numbers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Cm, Emu, Length
from docx.table import _Cell
from docx.text.run import Run
from PIL import Image

from reports.paper import BODY_FONT, HEADING_FONT, TITLE_FONT, finished, line, new_paper, run
from services.cabinet import thumbnail_of
from services.clock import TEAM_ZONE
from services.visits.accounts import Account, Entry, Photo

_WEEK = "一二三四五六日"
_ACROSS = 2
_PHOTO_WIDTH, _PHOTO_HEIGHT = Cm(7.4), Cm(6.5)


def visit_diary(account: Account, title: str, folder: Path) -> bytes:
    """The document; a photo whose small picture is not there is named instead of shown."""
    paper = new_paper()
    line(paper, "民情日记", TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER)
    line(paper, title, BODY_FONT, 16, WD_ALIGN_PARAGRAPH.CENTER)
    line(paper, _summary(account), BODY_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER)
    pictures = _Pictures(paper, folder)
    for day, entries in groupby(account.entries, key=lambda entry: entry.visited_on):
        heading = line(paper, _day(day), HEADING_FONT, 16)
        heading.paragraph_format.keep_with_next = True
        for entry in entries:
            _write_entry(paper, entry, pictures)
    return finished(paper)


def _write_entry(paper: Paper, entry: Entry, pictures: "_Pictures") -> None:
    head = line(paper, _head(entry), HEADING_FONT, 14)
    head.paragraph_format.keep_with_next = True
    for name, text in _told(entry):
        paragraph = line(paper, "", BODY_FONT, 14, indent=True)
        run(paragraph, f"{name}：", BODY_FONT, 14).bold = True
        run(paragraph, text, BODY_FONT, 14)
    if entry.photos:
        pictures.show(entry.photos)


class _Pictures:
    """Puts photos into the document, each file once.

    python-docx compares every new picture with all before it, which takes minutes for a thousand: the parts are made
    here instead, by the hash that is known already.
    """

    def __init__(self, paper: Paper, folder: Path) -> None:
        self._paper = paper
        self._folder = folder
        self._known: dict[str, tuple[str, Length, Length]] = {}
        self._shapes = 0

    def show(self, photos: Sequence[Photo]) -> None:
        """The photos two across, each with its words below."""
        rows = -(-len(photos) // _ACROSS)
        table = self._paper.add_table(rows, _ACROSS)
        cells: list[_Cell] = [cell for row in table.rows for cell in row.cells]
        for cell, photo in zip(cells, photos, strict=False):
            self._fill(cell, photo)

    def _fill(self, cell: _Cell, photo: Photo) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        found = self._part(photo)
        if found is None:
            run(paragraph, "（照片文件不在）", BODY_FONT, 12)
        else:
            self._draw(paragraph.add_run(), *found)
        if photo.caption:
            words = cell.add_paragraph()
            words.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run(words, photo.caption, BODY_FONT, 12)

    def _draw(self, run: Run, relation: str, width: Length, height: Length) -> None:
        self._shapes += 1
        inline = CT_Inline.new_pic_inline(self._shapes, relation, f"照片{self._shapes}", width, height)
        run._r.add_drawing(inline)

    def _part(self, photo: Photo) -> tuple[str, Length, Length] | None:
        if photo.hash not in self._known:
            path = thumbnail_of(self._folder, photo.hash)
            if not path.exists():
                return None
            body = path.read_bytes()
            name = PackURI(f"/word/media/photo{len(self._known) + 1}.jpg")
            part = ImagePart(name, "image/jpeg", body)
            relation = self._paper.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
            self._known[photo.hash] = (relation, *_fitted(body))
        return self._known[photo.hash]


def _fitted(body: bytes) -> tuple[Length, Length]:
    """As large as the cell allows, nothing distorted."""
    with Image.open(BytesIO(body)) as picture:
        scale = min(_PHOTO_WIDTH / picture.width, _PHOTO_HEIGHT / picture.height)
        return Emu(int(picture.width * scale)), Emu(int(picture.height * scale))


def _told(entry: Entry) -> Iterator[tuple[str, str]]:
    people = "、".join([entry.author, *entry.companions])
    promises = "；".join(_promise(*one) for one in entry.promises)
    lines = (
        ("走访人员", people),
        ("情况", entry.situation or ""),
        ("群众诉求", "；".join(entry.needs)),
        ("办理措施", "；".join(entry.actions)),
        ("承诺事项", promises),
        ("附件", f"语音{entry.voices}条" if entry.voices else ""),
        ("录入时间", _moment(entry.recorded_at)),
    )
    return ((name, text) for name, text in lines if text)


def _head(entry: Entry) -> str:
    where = "".join(part for part in (entry.town, entry.village or "（村未填）") if part)
    whom = entry.household or entry.place
    households = f"（{entry.count}户）" if entry.count and entry.count > 1 else ""
    unsure = "（日期待确认）" if entry.day_open else ""
    return "　".join(part for part in (entry.number, where, (whom or "") + households) if part) + unsure


def _promise(what: str, due_on: date | None, told_on: date | None) -> str:
    if told_on is not None:
        return f"{what}（{told_on.month}月{told_on.day}日已告知本人）"
    return f"{what}（{due_on.month}月{due_on.day}日前）" if due_on else what


def _summary(account: Account) -> str:
    return f"共{len(account.entries)}次走访，照片{account.photos}张　统计时点：{_moment(account.as_of)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEK[day.weekday()]}）"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(TEAM_ZONE)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
