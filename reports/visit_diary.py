"""The 民情日记 as Word: A4, the fonts of official documents, photos two across, page numbers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Cm, Emu, Length, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from PIL import Image

from services.cabinet import thumbnail_of
from services.clock import TEAM_ZONE
from services.visits.accounts import Account, Entry, Photo

TITLE_FONT, HEADING_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
# What a machine without these fonts shows instead (GB/T 9704 asks for the first ones).
_FALLBACKS = {TITLE_FONT: "宋体", HEADING_FONT: "SimHei", BODY_FONT: "仿宋"}
_WEEK = "一二三四五六日"
_ACROSS = 2
_PHOTO_WIDTH, _PHOTO_HEIGHT = Cm(7.4), Cm(6.5)


def visit_diary(account: Account, title: str, folder: Path) -> bytes:
    """The document; a photo whose small picture is not there is named instead of shown."""
    paper = Document()
    _set_page(paper)
    _set_fonts(paper)
    _line(paper, "民情日记", TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, title, BODY_FONT, 16, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, _summary(account), BODY_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER)
    pictures = _Pictures(paper, folder)
    for day, entries in groupby(account.entries, key=lambda entry: entry.visited_on):
        heading = _line(paper, _day(day), HEADING_FONT, 16)
        heading.paragraph_format.keep_with_next = True
        for entry in entries:
            _write_entry(paper, entry, pictures)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _write_entry(paper: Paper, entry: Entry, pictures: "_Pictures") -> None:
    head = _line(paper, _head(entry), HEADING_FONT, 14)
    head.paragraph_format.keep_with_next = True
    for name, text in _told(entry):
        paragraph = _line(paper, "", BODY_FONT, 14, indent=True)
        _run(paragraph, f"{name}：", BODY_FONT, 14).bold = True
        _run(paragraph, text, BODY_FONT, 14)
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
            _run(paragraph, "（照片文件不在）", BODY_FONT, 12)
        else:
            self._draw(paragraph.add_run(), *found)
        if photo.caption:
            words = cell.add_paragraph()
            words.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(words, photo.caption, BODY_FONT, 12)

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


def _line(
    paper: Paper, text: str, font: str, points: int, align: WD_ALIGN_PARAGRAPH | None = None, *, indent: bool = False
) -> Paragraph:
    paragraph = paper.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(28 if points >= 16 else 24)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(points * 2)
    if text:
        _run(paragraph, text, font, points)
    return paragraph


def _run(paragraph: Paragraph, text: str, font: str, points: int) -> Run:
    run = paragraph.add_run("".join(character for character in text if character >= " " or character in "\n\t"))
    run.font.size, run.font.name = Pt(points), font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _set_page(paper: Paper) -> None:
    """A4 with the margins of GB/T 9704, the page number in the middle of the foot."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", "宋体", 14)
    _field(_run(foot, "", "宋体", 14), "PAGE")
    _run(foot, " —", "宋体", 14)


def _field(run: Run, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        run._r.append(element)


def _set_fonts(paper: Paper) -> None:
    """Names what to show where a font is missing (w:altName of the font table)."""
    table = next(part for part in paper.part.package.iter_parts() if str(part.partname) == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _FALLBACKS.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")
