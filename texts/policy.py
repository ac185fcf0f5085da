"""How policy answers are said: conclusion, basis, validity, and an honest miss."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from knowledge.base import Entry, KnowledgeBase, Source, Standing
from knowledge.follow_ups import Part
from knowledge.places import Town
from texts.buttons import Button, Rows, rows, turning
from texts.phrases import clipped, day, without_marks

DETAIL_LABELS = {"steps": "办理步骤", "materials": "需要材料", "notes": "说明", "examples": "例子"}
PARTS = {Part.MATERIALS: "需要材料", Part.STEPS: "办理步骤", Part.BASIS: "依据", Part.TERM: "时限"}
FIRST_SCREEN = 150
NONE_OF_THEM = "都不是"


def card(entry: Entry, base: KnowledgeBase, town: Town | None, today: date, read_as: str | None = None) -> Markup:
    """The answer: what was understood, notice, conclusion, basis, validity, checked on, and who has the last word."""
    parts = [Markup("<b>{}</b>").format(entry.question)]
    if read_as:
        parts.insert(0, Markup("按“{}”为您查找").format(read_as))
    notice = _notice(entry, base, today)
    parts += [notice] if notice else []
    parts += [answer_of(entry, town), *_basis(base.sources_of(entry)), _validity(entry, today)]
    parts.append(Markup("以主管部门解释为准"))
    return Markup("\n").join(parts)


def plain(entry: Entry, town: Town | None, *, base: KnowledgeBase, today: date) -> str:
    """The card without its marks, as the command line prints it."""
    return without_marks(card(entry, base, town, today))


def card_buttons(entry: Entry, base: KnowledgeBase, consultation_id: int, today: date) -> Rows:
    """What holds now where this is past, and only the details this entry has; then the verdict and the neighbours."""
    heir = _heir(entry, base, today)
    now = (Button("现行口径", "policy.open", heir.id),) if heir else ()
    details = tuple(
        Button(label, "policy.detail", f"{entry.id},{key}")
        for key, label in DETAIL_LABELS.items()
        if key in entry.details
    )
    known = "basis" in entry.details or base.sources_of(entry)
    basis = (Button("依据", "policy.basis", entry.id),) if known else ()
    related = (Button("相关问题", "policy.related", entry.id),) if base.related_to(entry) else ()
    verdict = (
        Button("有用", "policy.useful", str(consultation_id)),
        Button("没答对", "policy.wrong", str(consultation_id)),
    )
    return (*rows(*now, *details, *basis), (*verdict, *related))


def related(entry: Entry, neighbours: Sequence[Entry]) -> Markup:
    """What people ask next."""
    lines = [Markup("<b>{}·相关问题</b>").format(entry.question)]
    lines += [Markup("{}. {}").format(index, one.question) for index, one in enumerate(neighbours, 1)]
    return Markup("\n").join(lines)


def related_buttons(neighbours: Sequence[Entry]) -> Rows:
    """A number a question."""
    return rows(*(Button(str(index), "policy.open", one.id) for index, one in enumerate(neighbours, 1)))


def answer_of(entry: Entry, town: Town | None) -> Markup:
    """The answer as it reads for this town; it says which kind of town was meant."""
    answer = entry.answer
    head = Markup("")
    if town is not None:
        chosen = entry.answer_for({town.kind, town.town_class})
        if chosen is not None:
            answer = chosen.answer
            head = Markup("按{}（{}）答复：").format(town.name, _kind_used(chosen.applies_to, town))
    return head + folded(answer.strip())


def folded(answer: str) -> Markup:
    """The first paragraphs openly, the rest in a quote to unfold."""
    if len(answer) <= FIRST_SCREEN:
        return Markup("{}").format(answer)
    lines = answer.split("\n")
    shown: list[str] = []
    while lines and (not shown or len("".join(shown)) + len(lines[0]) <= FIRST_SCREEN):
        shown.append(lines.pop(0))
    rest = "\n".join(lines)
    if not rest:
        return Markup("{}").format("\n".join(shown))
    return Markup("{}\n<blockquote expandable>{}</blockquote>").format("\n".join(shown), rest)


def detail(entry: Entry, key: str) -> Markup:
    """One detail of an entry, folded where it is long."""
    return Markup("<b>{}·{}</b>\n<blockquote expandable>{}</blockquote>").format(
        entry.question, DETAIL_LABELS[key], entry.details[key].strip()
    )


def basis(entry: Entry, base: KnowledgeBase) -> Markup:
    """What the entry says of its articles, then every source with number, day and, for good ones, its address."""
    said = entry.details.get("basis", "").strip()
    quoted = [Markup("<blockquote expandable>{}</blockquote>").format(said)] if said else []
    lines = [*quoted, *(_source(source) for source in base.sources_of(entry))]
    return Markup("<b>{}·依据</b>\n").format(entry.question) + Markup("\n").join(lines)


def part(entry: Entry, which: Part, said: str | None, base: KnowledgeBase) -> Markup:
    """To a short question that asks on: whose part this is, what the entry says to it, and on what it rests."""
    head = Markup("<b>{}·{}</b>").format(entry.question, PARTS[which])
    lines = [head, folded(said)] if said else [head]
    sources = base.sources_of(entry)
    lines += [_source(source) for source in sources] if which is Part.BASIS else _basis(sources)
    return Markup("\n").join([*lines, Markup("以主管部门解释为准")])


def not_said(entry: Entry, which: Part) -> Markup:
    """The entry has nothing to it: a person may know, or something else was meant."""
    return Markup(
        "“{}”的答案里没有写{}。可点〔请人答复〕；问的是别的事，请带上事项再问一次，例如“低保要什么材料”"
    ).format(entry.question, PARTS[which])


def choose(candidates: Sequence[Entry], read_as: str | None = None) -> Markup:
    """No certain answer: up to three that may be meant."""
    head = Markup("按“{}”为您查找，没有找到有把握的答案。您是不是想问：").format(read_as) if read_as else None
    lines = [head or Markup("没有找到有把握的答案。您是不是想问：")]
    lines += [Markup("{}. {}").format(index, entry.question) for index, entry in enumerate(candidates, 1)]
    return Markup("\n").join(lines)


def choose_buttons(candidates: Sequence[Entry], consultation_id: int) -> Rows:
    """A number a candidate, and the way to a person."""
    numbers = tuple(
        Button(str(index), "policy.pick", f"{consultation_id},{entry.id}") for index, entry in enumerate(candidates, 1)
    )
    return (numbers, (Button(NONE_OF_THEM, "policy.none", str(consultation_id)),))


def ask_back(candidates: Sequence[Entry]) -> Markup:
    """Only function words were said: what is it about."""
    lines = [Markup("您想问哪一项？可以点选，也可以带上事项再问一次，例如“低保怎么申请”")]
    lines += [Markup("{}. {}").format(index, entry.question) for index, entry in enumerate(candidates, 1)]
    return Markup("\n").join(lines)


def unknown() -> Markup:
    """Nothing in the knowledge base answers this."""
    return Markup("知识库里没有这个问题的答案。需要的话点〔请人答复〕，由指挥部或知识编辑答复您")


def unknown_buttons(consultation_id: int) -> Rows:
    """The way to a person."""
    return ((Button("请人答复", "policy.none", str(consultation_id)),),)


def handed_to_strangers() -> Markup:
    """A stranger's question is kept but nobody is set to answer it."""
    return Markup("问题已记下，用于补充知识库。请向镇政府或市农业农村部门咨询；工作队成员加入后可请人答复")


def thanks() -> str:
    """To 有用."""
    return "谢谢，已记下"


def what_was_wrong() -> Markup:
    """A10: one optional line."""
    return Markup("已记下没答对。方便的话请用一句话说想问什么；不说也可以，发“跳过”")


def remark_kept() -> Markup:
    """The line is kept for the editors."""
    return Markup("已记下，会用来改进答案")


def already_judged() -> str:
    """A second identical tap."""
    return "已经记下了"


def gone() -> str:
    """An entry that was taken out since."""
    return "这条答案已更新或下架，请重新提问"


def categories() -> Markup:
    """The way in for those who would rather browse."""
    return Markup("直接发问题就可以，例如“帮扶资金能用在哪里”。也可以按类别看：")


def category_buttons(names: Sequence[str]) -> Rows:
    """A button a category."""
    return rows(*(Button(name, "policy.list", f"1,{index}") for index, name in enumerate(names)))


def listing(category: str, number: int, pages: int) -> Markup:
    """The head of one page of a category (A11)."""
    return Markup("{} 第{}/{}页").format(category, number, pages)


def listing_buttons(entries: Sequence[Entry], number: int, pages: int, category_index: int) -> Rows:
    """A question a row, then the pages."""
    turn = turning("policy.list", number, pages, str(category_index))
    return (
        *((Button(clipped(entry.question, 24), "policy.open", entry.id),) for entry in entries),
        *((turn,) if turn else ()),
        (Button("‹ 全部类别", "policy.browse"),),
    )


def _kind_used(applies_to: Sequence[str], town: Town) -> str:
    """What decided the variant; no list of towns by class was published, so an inferred class says so."""
    if town.town_class not in applies_to:
        return town.kind
    return f"{town.town_class}，按牵头单位推定" if town.class_inferred else town.town_class


def _notice(entry: Entry, base: KnowledgeBase, today: date) -> Markup | None:
    standing = entry.standing(today)
    if standing is Standing.EXPIRED and entry.valid_until:
        heir = _heir(entry, base, today)
        pointer = Markup("；现行口径看“{}”").format(heir.question) if heir else Markup("，现行规定请向主管部门核实")
        return Markup("【注意】以下是截至{}的口径，已过有效期{}").format(day(entry.valid_until), pointer)
    if standing is Standing.UNVERIFIED:
        return Markup("【待核】以下内容未经核实，以主管部门现行文件为准")
    if standing is Standing.UPCOMING and entry.valid_from:
        return Markup("【注意】以下规定自{}起施行").format(day(entry.valid_from))
    return None


def _heir(entry: Entry, base: KnowledgeBase, today: date) -> Entry | None:
    """The entry that holds now, where this one is past its validity."""
    expired = entry.standing(today) is Standing.EXPIRED
    return base.entries.get(entry.replaced_by) if expired and entry.replaced_by else None


def _basis(sources: Sequence[Source]) -> list[Markup]:
    if not sources:
        return []
    first = sources[0]
    number = Markup("（{}）").format(first.number) if first.number else Markup("")
    more = Markup("等{}项").format(len(sources)) if len(sources) > 1 else Markup("")
    return [Markup("依据：{}{}{}").format(_titled(first.title), number, more)]


def _source(source: Source) -> Markup:
    title = Markup("{}").format(_titled(source.title))
    if source.url:
        title = Markup('<a href="{}">{}</a>').format(source.url, title)
    facts = [part for part in (source.number, source.issuer, source.date) if part]
    return Markup("{} {}").format(title, "，".join(facts)) if facts else title


def _titled(title: str) -> str:
    return title if "《" in title else f"《{title}》"


def _validity(entry: Entry, today: date) -> Markup:
    standing = entry.standing(today)
    words = {
        Standing.CURRENT: "现行",
        Standing.UNVERIFIED: "待核",
        Standing.UPCOMING: "尚未生效",
        Standing.EXPIRED: _years(entry),
    }[standing]
    checked = Markup("；{}核对").format(day(entry.checked_on)) if entry.checked_on else Markup("")
    return Markup("有效期：{}{}").format(words, checked)


def _years(entry: Entry) -> str:
    end = entry.valid_until
    start = entry.valid_from
    if end is None:
        return "已过有效期"
    return f"{start.year}—{end.year}年" if start and start.year != end.year else f"至{day(end)}"


def and_second(text: Markup | str, words: str, likely: str) -> Markup:
    """The answer to the first of two questions; the second was seen, and what it may mean where that is open."""
    meant = Markup("，是不是“{}”").format(clipped(likely, 40)) if likely else Markup("")
    return Markup("{}\n还问了“{}”{}，点〔看第二问〕").format(text, clipped(words, 30), meant)


def second_button(entry: Entry) -> tuple[Button, ...]:
    """The entry of the second question."""
    return (Button("看第二问", "policy.open", entry.id),)
