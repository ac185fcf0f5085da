"""Gives each piece of a sentence its role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.understanding import fields, visits
from services.understanding.acts import WE, is_action, is_ours, is_ours_or_action, is_surely_done
from services.understanding.needs import has_trouble, is_no_need, is_tired, is_wanting, is_well
from services.understanding.roles import Role
from services.understanding.sight import Clause, Sight
from services.understanding.spans import Span, any_meets
from services.understanding.speech import promised, reported


@dataclass(frozen=True)
class Piece:
    """A piece of the sentence and its role."""

    span: Span
    role: Role


def pieces_of(sight: Sight) -> tuple[Piece, ...]:
    """Pieces in order, each with a role."""
    return tuple(_of_form(sight.form)) if sight.form else tuple(_with_needs(sight, _of_speech(sight)))


def _of_form(parts: dict[str, Span]) -> list[Piece]:
    told = [Piece(span, role) for span, role in fields.roles(parts)]
    where = [Piece(parts[key], Role.VISIT) for key in ("when", "where", "who") if key in parts]
    return sorted([*told, *where], key=lambda piece: piece.span.start)


def _of_speech(sight: Sight) -> list[Piece]:
    result: list[Piece] = []
    quoted = False
    for clause in sight.clauses:
        quoted = quoted and not _STOP.search(sight.text[result[-1].span.end : clause.span.start])
        made = list(_parted(sight, clause, result[-1].role if result else None, quoted=quoted))
        quoted = _opens_quote(clause.words) or (quoted and made[-1].role is Role.NEED) or _quotes(sight, made[-1])
        result += made
    return result


_STOP = re.compile(r"[。;\n]")


def _quotes(sight: Sight, piece: Piece) -> bool:
    """村民反映没水: what they go on to say belongs to it."""
    return piece.role is Role.NEED and 0 < reported(piece.span.of(sight.bare)) < piece.span.end - piece.span.start


def _opens_quote(text: str) -> bool:
    """大家说, with nothing after it: what they say comes in the next piece."""
    return 0 < reported(text) >= len(text)


def _parted(sight: Sight, clause: Clause, before: Role | None, *, quoted: bool) -> Iterator[Piece]:
    goes_on = before is Role.PLANNED and sight.is_only_ahead(clause.span)
    role = Role.PLANNED if goes_on else _role(sight, clause, before, quoted=quoted)
    if role is Role.VISIT:
        yield from _split_visit(sight, clause.span)
    else:
        yield Piece(clause.span, role)


def _role(sight: Sight, clause: Clause, before: Role | None, *, quoted: bool) -> Role:
    """The first that fits, the surest first."""
    span, text = clause.span, clause.words
    if promised(text) is not None or (before is Role.PROMISE and _has_limit(sight, span)) or _owed(sight, span, before):
        return Role.PROMISE
    goes = clause.goes and not _WANTS.match(text)
    if not goes and any_meets(sight.company, span):
        return Role.COMPANY
    if clause.fails and not reported(text) and not (before and _THEIRS.match(text)):
        return Role.FAILED
    if _is_clear_action(text):
        return Role.ACTION
    if goes and _tells_of_us(sight, span, first=before is None):
        planned = visits.is_planned(text, ahead=sight.lies_ahead(span)) and not _goes_on(sight, span)
        return Role.PLANNED if planned else Role.VISIT
    return _told(text, before, quoted=quoted)


_THEN_TO = re.compile(r"再(?:去|到|走|看|跑)")
_MEANT = re.compile(r"打算|准备|计划|想|要|约|拟|改天|回头")


def _goes_on(sight: Sight, span: Span) -> bool:
    """先去埔中村…再去坑前村: the second of two ways, and no plan."""
    if "先" not in sight.text[: span.end] or any_meets(sight.ahead, span):
        return False
    words = span.of(sight.text)
    return bool(_THEN_TO.search(words)) and not _MEANT.search(words)


def _has_limit(sight: Sight, span: Span) -> bool:
    """12月20号前回复低保的事: what follows a promise with a last day is promised too."""
    return any(limit.meets(span) and limit.start - span.start <= 4 for limit in sight.limits)


_WANTS = re.compile(r"^(?:他们?|她们?|老人家?|村民|大家|都|还|也|就)*(?:想(?!到)|希望|盼|要求|渴望|愁|怕|担心)")
_OWED = re.compile(
    r"^□+(?:上午|下午|晚上|一早)?(?:我们?|就|再|会)?(?:给|帮|带|送|找|请|联系|问|陪|替|报|写|出|交"
    r"|回复|再来|再去|协调|安排|落实|解决|约|订|拿|买)"
)


def _owed(sight: Sight, span: Span, before: Role | None) -> bool:
    """明天给他送去, said after the visit: a day ahead and what will be done for somebody."""
    if before is None or span.start not in {day.start for day in sight.ahead}:
        return False
    return bool(_OWED.match(span.of(sight.bare)))


_CLEAR = re.compile(
    rf"^{WE}?(?:也|就|当场|当即|马上|立即|现场|随即|都|先|回来后?)*(?:已(?!经?(?:走|入|访|看|去|到"
    rf"|上门))|(?:请|让|叫|帮|给|联系|通知|找|打|约|托|劝|催|派|安排|组织|协调|对接|转移|撤离|疏散))"
)
_GOES_FIRST = re.compile(
    rf"^{WE}?(?:再|又|还|也|就|先|刚|才|只|仅|总算|倒是|好在|后来|最后|最终|实际上?|结果|还是|终于|一早|顺路|顺道|顺便|专门|特地|会后|散会后|饭后|完了|接着|随后"
    rf"|坐船|骑车)*(?:去|到|来到|在|走|看|跑|上|进|陪|和|跟|与|同|见|访|入|下|拜|慰|探|回|参|开|转|路过"
    rf"|检查|查看)"
)


def _is_clear_action(text: str) -> bool:
    return is_surely_done(text) or (bool(_CLEAR.match(text)) and is_action(text))


def _tells_of_us(sight: Sight, span: Span, *, first: bool) -> bool:
    """Of our going, not of what somebody else does (群众去镇上要走一小时, 他们周四来埔中村)."""
    text = span.of(sight.bare)
    if visits.others_come(text):
        return False
    quoted = reported(text)
    if 0 < quoted < len(text) and not first and not _NAMES_WAY.search(text[:quoted]):
        return False
    return first or any_meets(sight.anchors, span) or bool(_GOES_FIRST.match(text))


_THEIRS = re.compile(r"(?:他|她|老人|孩子|小孩|村民|大家|群众|学生|哪里|哪儿|儿子|女儿|老伴|孙|车)")
"""他哪里都去不了: what they cannot do is no way of ours that failed."""
_NAMES_WAY = re.compile(r"[■□]")
_NAMED_FIRST = re.compile(r"^[■□▣\s]+的?")


def _told(text: str, before: Role | None, *, quoted: bool) -> Role:
    """The role of a piece that tells of no visit; a day or a village before it says nothing of its own."""
    text = _NAMED_FIRST.sub("", text)
    if is_no_need(text):
        return Role.NO_NEED
    start = reported(text)
    if 0 < start < len(text) and not is_ours(text):
        return _of_report(text[start:], by_office=bool(_OFFICE.search(text[:start])))
    if not quoted and (_OWN_WORD.match(text) or is_tired(text)):
        return Role.ASIDE
    if is_ours_or_action(text) or (before is Role.ACTION and text.startswith("把")):
        return Role.ACTION
    if is_well(text):
        return Role.ASIDE
    return Role.NEED if quoted or is_wanting(text) else Role.ASIDE


_OWN_WORD = re.compile(rf"{WE}?(?:之前|上次|当时|以前|早就)?(?:答应|承诺|应承)")
"""答应张大爷的事办不了: of our own promise, not of what is wrong there."""
_OFFICE = re.compile(
    r"领导|县里|市里|区里|省里|上级|会上|会议|施工|厂家|公司|所|局|站|主任|书记|镇里|保险|物业|厂方|队"
)


def _of_report(words: str, *, by_office: bool) -> Role:
    """What others say is what they need, unless all is well, or they say what they will do."""
    settled = is_well(words) or ((by_office or words.startswith("□")) and not is_wanting(words))
    return Role.ASIDE if settled else Role.NEED


_ACT_AFTER_GOING = re.compile(
    r"(?<=[■村家户区去到门])(?:来)?(?=(?:帮(?!扶)|送(?!货)|替|发放|派发|宣讲|宣传|协助|开展|组织|指导"
    r"|教(?!育|师|学)|培训|清理|义诊|带了|发了|讲解|帮忙|做问卷|劝|给(?=[^,。;]{1,14}(?:送|发|补|包|讲"
    r"|上课|拜|理|剪|做|量|修|换|装|贴|买|办))))"
    r"|(?<=□)(?=送[^,。;]{1,10}到)|(?:(?<=□)|^)(?=给[^,。;]{1,14}(?:送|发|补|包|讲|上课|拜|理|剪|做|量|修|换|装|贴))"
    r"|(?<=■)(?=和[^,。;]{1,6}一起(?:种|挖|清|割|收|采|搬|打扫))"
)
_LISTED_NOUNS = re.compile(
    r"^的?[^,。;没不]{0,8}(?:户|情况|群众|老人|灾情|危房|旧房|家庭|人员|学生|儿童|问题|现场|设施|工作"
    r"|进度|项目|现状|工程|对象|家|党员)(?:\d+(?:户|名|位|人))?$"
)
_LEADING = re.compile(
    r"^(?:回来(?!后)|看望|慰问|走访|看到|看见|瞧见|见到|发现|查看|察看|检查|一下|一圈|一趟"
    r"|里(?!程)|下(?![午雨水雪游个周次面肢降])|头(?![疼痛晕发昏])|转(?![氨学不])|周(?![围边日末])|家(?![电禽长属])|中(?![风暑毒学午药])"
    r"|来(?![水往料])|走(?![失路丢])|看(?![病不])|坐(?!骨)|[了过着的、那边在附近\s:圈趟去逛聊谈啊呀])+"
)
_COUNTED = re.compile(
    r"[^,。;]{0,2}(?:\d+|[一二两三四五六七八九十]+)(?:户|家|位|名)[^,。;没不缺断停漏坏想要]{0,4}?(?:户|农|家|人|工|员|厂|$|(?=[,都反说]))"
)


def _split_visit(sight: Sight, span: Span) -> Iterator[Piece]:
    """The going itself, then what was done or found there."""
    act = _ACT_AFTER_GOING.search(span.of(sight.bare))
    if act and act.end() < span.end - span.start:
        yield Piece(Span(span.start, span.start + act.end()), Role.VISIT)
        yield Piece(Span(span.start + act.end(), span.end), Role.ACTION)
        return
    if head := _told_first(sight, span):
        yield Piece(head, Role.NEED)
        span = Span(head.end, span.end)
    at = _end_of_going(sight, span)
    lead = _LEADING.match(sight.bare[at : span.end])
    tail = Span(at + lead.end() if lead else at, span.end)
    yield Piece(Span(span.start, tail.start), Role.VISIT)
    if tail.end - tail.start >= 2:
        yield Piece(tail, _of_tail(sight, tail, seen=bool(lead and _SEEN.search(lead[0]))))


_ONLY_A_THING = re.compile(r"的[^,。;没不]{1,5}")


_SEEN = re.compile(r"看到|看见|瞧见|发现")


def _of_tail(sight: Sight, tail: Span, *, seen: bool) -> Role:
    """What was found there: a list of those visited says nothing more, what was seen is mostly wrong."""
    words = tail.of(sight.bare)
    if _LISTED_NOUNS.match(words) and not is_action(words):
        return Role.VISIT
    role = _told(words, None, quoted=False)
    return Role.NEED if seen and role is Role.ASIDE and words.startswith("有") else role


def _told_first(sight: Sight, span: Span) -> Span | None:
    """Dictation may tell what is wrong before it says where and when one went."""
    first = next((one for one in sight.anchors if one.meets(span)), None)
    if first is None or first.start - span.start < 8 or not has_trouble(sight.bare[span.start : first.start]):
        return None
    return Span(span.start, first.start)


def _end_of_going(sight: Sight, span: Span) -> int:
    """Where the last thing named ends, before anything is said of it."""
    end = span.start
    for anchor in sight.anchors:
        if not anchor.meets(span):
            continue
        gap = sight.bare[end : anchor.start]
        if end > span.start and not _ONLY_A_THING.fullmatch(gap) and (has_trouble(gap) or reported(gap)):
            break
        end = min(max(end, anchor.end), span.end)
    counted = _COUNTED.match(sight.bare[end : span.end])
    return end + counted.end() if counted else end


_MENDED = re.compile(
    r"报|联系|通知|反映|请|叫|协调|劝|换|修|补|清|处理|转|电话|督|催|警戒|提醒|整改|借|安排|让|推|捞"
    r"|逮|派出所|抢|责令|调解|测|取样|疏通|加固|砍|拔|打药|消毒|申请|登记|对接|送了|要求|帮忙|转移|买了|搬|缝|报案|借了"
)


def _with_needs(sight: Sight, pieces: list[Piece]) -> list[Piece]:
    """Where something was set right and nothing wrong was understood, what was told before it is what was wrong."""
    if any(piece.role in (Role.NEED, Role.NO_NEED) for piece in pieces) or not (sight.where or sight.households):
        return pieces
    mended = [at for at, p in enumerate(pieces) if p.role is Role.ACTION and _MENDED.search(p.span.of(sight.bare))]
    if not mended:
        return pieces
    return [
        replace(p, role=Role.NEED) if at < mended[0] and _may_be_wrong(sight, p) else p for at, p in enumerate(pieces)
    ]


_FESTIVE = re.compile(r"岁|生日|主题党日|放假|节目|拜年|开学|喜事")


def _may_be_wrong(sight: Sight, piece: Piece) -> bool:
    words = re.sub(r"[■□▣\s]", "", piece.span.of(sight.bare))
    named = any(one.start <= piece.span.start and piece.span.end <= one.end for one in sight.anchors)
    return (
        piece.role is Role.ASIDE
        and len(words) >= 4
        and not (named or is_well(words) or is_tired(words) or _FESTIVE.search(words))
    )
