"""How changes of the knowledge base are told to its editors: editions, what they changed, and what was refused."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from knowledge.complaints import Complaint
from services.editions import Act, Edition, Page
from texts.buttons import Button, Rows, rows, turning
from texts.phrases import moment

MOST_COMPLAINTS = 5
MOST_CHANGES = 2500
_ACTS = {
    Act.BEGINNING: "初始",
    Act.WORDINGS: "加问法",
    Act.ENTRY: "加条目",
    Act.UPLOAD: "上传",
    Act.RESTORE: "恢复到第{}版",
    Act.DISK: "在服务器上改文件",
}


def listing(page: Page, today: date) -> Markup:
    """The editions, the newest first."""
    turn = Markup(" 第{}/{}页").format(page.number, page.pages) if page.pages > 1 else Markup("")
    lines = [Markup("知识库的版本{}").format(turn)]
    lines += [
        Markup("{}{}").format(_line(one, today), "（现在用的）" if one.number == page.newest else "")
        for one in page.shown
    ]
    return Markup("\n").join(lines)


def listing_buttons(page: Page) -> Rows:
    """A button an edition, then the pages."""
    shown = (Button(f"第{one.number}版", "editions.open", str(one.number)) for one in page.shown)
    turn = turning("editions.page", page.number, page.pages)
    return (*rows(*shown), *((turn,) if turn else ()))


def whole(edition: Edition, changes: str, today: date) -> Markup:
    """One edition and what it changed, line by line."""
    shown = changes if len(changes) <= MOST_CHANGES else changes[:MOST_CHANGES] + "\n…"
    folded = Markup("\n<blockquote expandable>{}</blockquote>").format(shown.strip()) if shown else Markup("")
    return _line(edition, today) + folded


def whole_buttons(edition: Edition, newest: int) -> Rows:
    """Back to it, unless it is in force."""
    back = (Button("返回", "editions.page", "1"),)
    if edition.number == newest:
        return (back,)
    return ((Button("恢复到此版", "editions.restore", str(edition.number)), *back),)


def restored(edition: Edition, today: date) -> Markup:
    """The overlay is as it was; the way there is an edition too."""
    return Markup("已{}，成为第{}版，几秒内生效\n{}").format(_act(edition), edition.number, _line(edition, today))


def unknown() -> str:
    """No such edition."""
    return "没有这一版"


def nothing_changes() -> str:
    """The change is there already."""
    return "内容和现在的一样，没有改动"


def refused(complaints: Sequence[Complaint]) -> Markup:
    """What the whole knowledge base could not live with; nothing was changed."""
    return Markup("没有生效，知识库没有改动。有{}处要改：\n{}").format(len(complaints), _listed(complaints))


def refused_on_disk(complaints: Sequence[Complaint]) -> Markup:
    """To the editors: files on the server are bad; the old answers stay."""
    return Markup("知识库文件有{}处错误，没有采用，仍用原来的答案：\n{}\n改好后自动生效").format(
        len(complaints), _listed(complaints)
    )


def difference(edition: Edition) -> str:
    """新增3 改2 删0."""
    return f"新增{edition.added} 改{edition.changed} 删{edition.removed}"


def _listed(complaints: Sequence[Complaint]) -> Markup:
    lines = [Markup("· {}").format(str(one)) for one in complaints[:MOST_COMPLAINTS]]
    if len(complaints) > MOST_COMPLAINTS:
        lines.append(Markup("· 另有{}处").format(len(complaints) - MOST_COMPLAINTS))
    return Markup("\n").join(lines)


def _line(edition: Edition, today: date) -> Markup:
    what = "" if edition.act == Act.BEGINNING else f"，{difference(edition)}"
    done = " ".join(part for part in (edition.maker, _act(edition)) if part)
    return Markup("<b>第{}版</b> {} {}{}").format(edition.number, moment(edition.made_at, today), done, what)


def _act(edition: Edition) -> str:
    words = _ACTS[Act(edition.act)]
    if "{}" in words:
        return words.format(edition.subject)
    return f"{words}“{edition.subject}”" if edition.subject else words
