"""A paper as offices expect it (GB/T 9704): A4, margins, fonts with their fallbacks, the page number at the foot."""

from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE_FONT, HEADING_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
# What a machine without these fonts shows instead (GB/T 9704 asks for the first ones).
_FALLBACKS = {TITLE_FONT: "宋体", HEADING_FONT: "SimHei", BODY_FONT: "仿宋"}


def new_paper() -> Paper:
    """An empty one."""
    paper = Document()
    _set_page(paper)
    _set_fonts(paper)
    return paper


def finished(paper: Paper) -> bytes:
    """The document's bytes."""
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def line(
    paper: Paper, text: str, font: str, points: int, align: WD_ALIGN_PARAGRAPH | None = None, *, indent: bool = False
) -> Paragraph:
    """One paragraph; `indent`: its first line stands in by two characters."""
    paragraph = paper.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(28 if points >= 16 else 24)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(points * 2)
    if text:
        run(paragraph, text, font, points)
    return paragraph


def run(paragraph: Paragraph, text: str, font: str, points: int) -> Run:
    """More words in a paragraph, without what no document may hold."""
    piece = paragraph.add_run("".join(character for character in text if character >= " " or character in "\n\t"))
    piece.font.size, piece.font.name = Pt(points), font
    piece._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return piece


def _set_page(paper: Paper) -> None:
    """A4 with the margins of GB/T 9704, the page number in the middle of the foot."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(foot, "— ", "宋体", 14)
    _field(run(foot, "", "宋体", 14), "PAGE")
    run(foot, " —", "宋体", 14)


def _field(piece: Run, code: str) -> None:
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        piece._r.append(element)


def _set_fonts(paper: Paper) -> None:
    """Names what to show where a font is missing (w:altName of the font table)."""
    table = next(part for part in paper.part.package.iter_parts() if str(part.partname) == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _FALLBACKS.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")
