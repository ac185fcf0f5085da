"""The xlsx with the personal links of imported people, for the office to hand out."""

from collections.abc import Callable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from services.clock import TEAM_ZONE
from services.importing import PersonalLink
from texts.posts import ROLES

HEADINGS = ("姓名", "镇（街、场）或单位", "职务", "邀请链接", "有效期至")
_WIDTHS = (12, 20, 12, 60, 18)


def invite_links(links: Sequence[PersonalLink], address: Callable[[str], str]) -> bytes:
    """One row a person; `address` turns a link's word into what the person opens."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("邀请链接")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    head = [WriteOnlyCell(sheet, heading) for heading in HEADINGS]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for one in links:
        until = WriteOnlyCell(sheet, one.link.expires_at.astimezone(TEAM_ZONE).replace(tzinfo=None))
        until.number_format = "yyyy-mm-dd hh:mm"
        sheet.append([one.name, one.plan.scope_name, ROLES[one.plan.role], address(one.link.word), until])
    content = BytesIO()
    book.save(content)
    return content.getvalue()
