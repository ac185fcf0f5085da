"""What is said about highlights (亮点), the comments on them, and the experience library."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from services.access import Speaker
from services.experience import Found
from services.highlights import LONGEST, MOST_PHOTOS, Highlight, HighlightComment
from texts.buttons import Button, Rows, rows, turning
from texts.phrases import clipped, day

TITLE = "亮点"
ASK_PRACTICE = f"做法：怎么做的？四项合计{LONGEST}字以内"
ASK_EFFECT = "成效：带来什么变化？最好有数字，例如：带动120户种青梅2000亩"
ASK_FIGURE = "成效里还没有数字。有没有一个能核对的数？例如户数、亩数、元数；没有就跳过"
ASK_LESSON = "可借鉴点：别的队能学什么？"
ASK_DIFFICULTY = "困难：还缺什么、卡在哪里？"
ASK_INDUSTRY = "属于哪个产业或方面？方便别的队查找"
INDUSTRIES = ("青梅", "茶叶", "水果", "水产养殖", "文旅", "人居环境")
ASK_TERRAIN = "地形是？"
TERRAINS = ("山区", "平原", "沿海", "城郊")
ASK_CONTACT = "别的队想学，可以把您列为联系人吗？只列姓名和镇，不列电话"
AGREES, DECLINES = "可以", "不列"
ASK_PHOTOS = f"照片最多{MOST_PHOTOS}张，现在就发；发完或没有，点〔发完了〕"
NO_MORE = "发完了"
LIBRARY_NOTE = "仅供借鉴，因地制宜"


def number(highlight: Highlight) -> str:
    """H-0003."""
    return f"H-{highlight.id:04d}"


def about(practice: str) -> str:
    """A draft, briefly."""
    return clipped(practice, 12) if practice else "还没写做法"


def too_many_words(left: int) -> str:
    """More than fits."""
    return (
        f"四项合计{LONGEST}字以内，这一项还能写{left}字，请精简后再发"
        if left > 0
        else f"四项合计已超过{LONGEST}字，请用〔上一步〕精简"
    )


def contact_unread() -> str:
    """Neither yes nor no."""
    return f"请点〔{AGREES}〕或〔{DECLINES}〕"


def photo_taken(count: int) -> str:
    """One more picture."""
    return f"照片{count}/{MOST_PHOTOS}已收。发完点〔{NO_MORE}〕，或直接发“{NO_MORE}”"


def photos_full() -> str:
    """The fourth."""
    return f"照片已有{MOST_PHOTOS}张，这一张没有收"


def photo_lost() -> str:
    """It will never come."""
    return "有一张照片取不下来，亮点里没有它；可以撤销后重发"


def told(highlight: Highlight, photos: int, talk: str | None) -> Markup:
    """It stands."""
    where = f"，用于队长有话说{talk}" if talk else ""
    return Markup("已保存 亮点 <b>{}</b>（{}，照片{}张{}），已收进经验库。\n{}").format(
        number(highlight), highlight.team.town, photos, where, body(highlight)
    )


def undo_button(highlight: Highlight) -> Rows:
    """For ten minutes."""
    return ((Button("撤销", "highlights.undo", str(highlight.id)),),)


def undone(highlight: Highlight) -> Markup:
    """Taken back."""
    return Markup("已撤销 亮点 <b>{}</b>").format(number(highlight))


def body(highlight: Highlight) -> Markup:
    """The four parts that were told."""
    parts = (
        ("做法", highlight.practice),
        ("成效", highlight.effect),
        ("可借鉴点", highlight.lesson),
        ("困难", highlight.difficulty),
    )
    return Markup("\n").join(Markup("<b>{}</b>：{}").format(name, text) for name, text in parts if text)


def whole(highlight: Highlight, today: date) -> Markup:
    """One highlight with its comments and whom to ask."""
    kind = "·".join(part for part in (highlight.industry, highlight.terrain) if part)
    head = Markup("<b>{}</b> {}（{}{}）").format(
        number(highlight), highlight.team.town, day(highlight.told_at.date(), today), f"，{kind}" if kind else ""
    )
    contact = f"联系人：{highlight.team.town}{highlight.author.name}" if highlight.contact else "联系人：未列出"
    comments = [_comment(one) for one in highlight.comments]
    return Markup("\n").join([head, body(highlight), *comments, Markup("{}。{}").format(contact, LIBRARY_NOTE)])


def whole_buttons(highlight: Highlight, *, comments: bool) -> Rows:
    """点评 for departments; the pictures, if there are any."""
    fact = str(highlight.id)
    buttons = [Button("点评", "highlights.comment", fact)] if comments else []
    pictures = sum(one.hash is not None for one in highlight.photos)
    buttons += [Button(f"看照片（{pictures}张）", "highlights.photos", fact)] if pictures else []
    return (tuple(buttons),) if buttons else ()


def caption(highlight: Highlight) -> Markup:
    """Under each picture."""
    return Markup("{} {}：{}").format(number(highlight), highlight.team.town, clipped(highlight.practice, 30))


def ask_comment(highlight: Highlight) -> Markup:
    """The next plain words are the comment."""
    return Markup("请发对 <b>{}</b>（{}）的点评，500字以内；会署单位和姓名，附在亮点后面。不写了发“取消”").format(
        number(highlight), highlight.team.town
    )


def commented(highlight: Highlight) -> Markup:
    """To the one who commented."""
    return Markup("已附上对 <b>{}</b> 的点评").format(number(highlight))


def to_author(highlight: Highlight, comment: HighlightComment, by: Speaker) -> Markup:
    """To the highlight's author."""
    return Markup("您的亮点 <b>{}</b> 有点评：\n{}\n{} {}").format(
        number(highlight), comment.words, comment.unit, by.name
    )


def comment_length(characters: int) -> str:
    """Too short or too long."""
    return f"点评请写2—500字，这一条有{characters}字"


def gone() -> str:
    """Not there."""
    return "没有这条亮点，或者已经撤销"


def too_late() -> str:
    """Ten minutes are over."""
    return "已超过10分钟，不能撤销了；需要改请联系指挥部"


def listing(found: Found, industries: Sequence[tuple[str, int]]) -> Markup:
    """A page of the library."""
    if not found.total:
        asked = f"“{found.words}”" if found.words else ""
        return Markup("经验库里还没有{}的亮点。换个词试试，例如 /experience 青梅；写一条发 /highlight").format(
            asked or "这样"
        )
    asked = f"：{found.words}" if found.words else ""
    head = Markup("<b>经验库{}</b>（{}条，{}）").format(asked, found.total, LIBRARY_NOTE)
    lines = [_line(one) for one in found.shown]
    kinds = "、".join(f"{name}{count}" for name, count in industries)
    tail = [Markup("按产业：{}").format(kinds)] if kinds and not found.words else []
    return Markup("\n").join([head, *lines, *tail])


def listing_buttons(found: Found) -> Rows:
    """One button a highlight, and the pages."""
    opens = tuple(Button(number(one), "highlights.open", str(one.id)) for one in found.shown)
    turns = turning("highlights.page", found.number, found.pages, found.words[:12])
    return tuple(row for row in (*rows(*opens), turns) if row)


def _line(one: Highlight) -> Markup:
    kind = "·".join(part for part in (one.industry, one.terrain) if part)
    return Markup("<b>{}</b> {}{} {}").format(
        number(one), one.team.town, f"（{kind}）" if kind else "", clipped(one.practice, 40)
    )


def _comment(one: HighlightComment) -> Markup:
    return Markup("<b>点评</b>（{}）：{}").format(one.unit, one.words)
