"""What is said about 队长有话说: the announcement, sign-up, questions, and the session as it runs."""

from datetime import date, datetime

from markupsafe import Markup

from services.clock import TEAM_ZONE
from services.issues import Issue, Likeness
from services.talks import MOST_SPEAKERS, Agenda, Board, Item, Plan, Stage, Talk, TalkQuestion, TalkTurn
from services.talks.cards import SPEAKING_MINUTES
from texts import tallies
from texts.buttons import Button, Rows, rows, turning
from texts.issues import number as issue_number
from texts.issues import state as issue_state
from texts.phrases import clipped, clock, day, listed, weekday

TITLE = "队长有话说"
ASK_THEME = "这一期谈什么主题？一期只谈一个，例如：青梅产业"
ASK_WHEN = "什么时候？例如：11月30日下午3点"
ASK_PLACE = "在哪里？线上开就点〔线上〕"
ASK_TOWNS = "请哪几个镇（街、场）的队发言？最多6个，用顿号分开；由各队自己报名就点〔各队报名〕"
ASK_CLOSING = "报名什么时候截止？不填为前一个工作日18:00"
OPEN_TO_ALL = "各队报名"
ONLINE = "线上"
PUBLISH = "发布"
NOT_PUBLISHED = "请点〔发布〕，或用〔上一步〕修改、〔取消〕放弃"
NO_TALK = "现在没有安排队长有话说。指挥部发 /talk_new 可以办一期"
ASK_QUESTION = "请发您的问题，一条一个，500字以内。不提了发“取消”"
OPENINGS = ("问：", "问:", "不署名问：", "不署名问:", "匿名问：", "匿名问:")
_SIGNED = ("问：", "问:")
STAYS = "好，本期继续，进行卡在上面"
SAME_NOTE = "同问只用来排议程，不作其他用"


def name(talk: Talk) -> str:
    """第3期“青梅产业”."""
    return f"第{talk.id}期“{talk.theme}”"


def when(value: datetime, today: date) -> str:
    """11月30日（周一）15:00."""
    local = value.astimezone(TEAM_ZONE)
    return f"{day(local.date(), today)}（{weekday(local.date())}）{clock(value)}"


def ask_publish(plan: Plan, people: int, today: date) -> Markup:
    """What is about to be announced, and to how many."""
    lines = [
        Markup("主题：{}").format(plan.theme),
        Markup("时间：{}　地点：{}").format(when(plan.starts_at, today), plan.place),
        Markup("发言：{}").format(listed(plan.towns) if plan.towns else f"各队报名，最多{MOST_SPEAKERS}个"),
        Markup("报名截止：{}").format(when(plan.closing_at, today)),
        Markup("发布后，队长和部门共{}人收到报名卡。发布吗？").format(people),
    ]
    return Markup("\n").join(lines)


def published(talk: Talk, people: int, today: date) -> Markup:
    """To the moderator."""
    return Markup("已发布 队长有话说 <b>{}</b>（{}，{}），送{}人。到时候发 /talk，点〔开始本期〕").format(
        name(talk), when(talk.starts_at, today), talk.place, people
    )


def opened(words: str) -> tuple[str, bool]:
    """What was asked after 问：, and whether it is signed."""
    mark = next(one for one in OPENINGS if words.startswith(one))
    return words.removeprefix(mark).strip(), mark in _SIGNED


def card(board: Board, today: date) -> Markup:
    """The announcement, and /talk before it begins."""
    talk = board.talk
    seats = f"{len(board.turns)}/{len(talk.towns) or MOST_SPEAKERS}"
    speakers = listed(sorted(board.signed_up, key=[one.team.town for one in board.turns].index))
    lines = [
        Markup("【队长有话说 第{}期】<b>{}</b>").format(talk.id, talk.theme),
        Markup("{}，{}，主持：{}").format(when(talk.starts_at, today), talk.place, talk.moderator.name),
        Markup("请发言：{}").format(listed(talk.towns)) if talk.towns else Markup("各队报名发言，最多6个队"),
        Markup("已报名{}{}；问题{}件").format(seats, f"：{speakers}" if speakers else "", board.questions),
        Markup("报名截止：{}。每队{}分钟：做法、成效、可借鉴点、困难").format(
            when(talk.closing_at, today), SPEAKING_MINUTES
        ),
    ]
    return Markup("\n").join(lines)


def card_buttons(board: Board, *, speaks: bool, signed: bool, moderates: bool, takes_over: bool) -> Rows:
    """报名发言 for captains, 先提问题 for all; the moderator begins or calls it off."""
    fact = str(board.talk.id)
    first = [Button("先提问题", "talks.ask", fact)]
    if speaks:
        own = Button("撤回报名", "talks.step_back", fact) if signed else Button("报名发言", "talks.sign_up", fact)
        first.insert(0, own)
    if signed:
        first.append(Button("写亮点", "highlights.start", fact))
    more = [Button("看议程", "talks.questions", fact)]
    if moderates:
        more += [Button("开始本期", "talks.start", fact), Button("取消本期", "talks.cancel", fact)]
    more += [Button("接手主持", "talks.take_over", fact)] if takes_over else []
    return (tuple(first), tuple(more))


def signed_up(talk: Talk, line: int, today: date) -> str:
    """The team stands in the order."""
    return f"已报名，第{line}个发言，{when(talk.starts_at, today)}。可先点〔写亮点〕准备"


def stepped_back(*, was: bool) -> str:
    """The team does not speak."""
    return "已撤回报名" if was else "本队没有报名"


def live(board: Board, now: datetime) -> Markup:
    """The one card of a session that is on: who speaks, for how long, who is next, how many questions."""
    lines = [Markup("【队长有话说 第{}期 · 进行中】<b>{}</b>").format(board.talk.id, board.talk.theme)]
    lines += [Markup("{}").format(tallies.read_out(board.read_out))] if board.read_out else []
    lines += _floor(board, now)
    waiting = f"，待认领{board.unclaimed}件" if board.unclaimed else ""
    lines.append(Markup("问题{}件{}。随时发“问：……”就能提；不想署名发“不署名问：……”").format(board.questions, waiting))
    return Markup("\n").join(lines)


def begun(board: Board) -> Markup:
    """In place of the announcement, to the moderator; the live card follows."""
    return Markup("第{}期已开始，请看下面的进行卡").format(board.talk.id)


def live_buttons(board: Board, *, moderates: bool, takes_over: bool) -> Rows:
    """The agenda for all; the moderator moves it on."""
    fact = str(board.talk.id)
    looks = [Button("看议程", "talks.questions", fact)]
    shown = board.highlights.get(board.speaking.team_id) if board.speaking else None
    looks += [Button("看亮点", "highlights.open", str(shown))] if shown else []
    looks += [Button("接手主持", "talks.take_over", fact)] if takes_over else []
    if not moderates:
        return (tuple(looks),)
    turn = f"{fact},{board.speaking.id if board.speaking else 0}"
    floor = [Button("下一队", "talks.next", turn)] if board.waiting else []
    if board.speaking and not board.waiting:
        floor.append(Button("讲完了", "talks.next", turn))
    if board.speaking:
        floor.append(Button("跳过本队", "talks.skip", turn))
    return tuple(row for row in (tuple(floor), (*looks, Button("结束本期", "talks.end", fact))) if row)


def over(board: Board, today: date) -> Markup:
    """The live card, and /talk, once it is over."""
    talk = board.talk
    if board.stage is Stage.CANCELLED:
        return called_off(talk, today)
    spoken = [one.team.town for one in board.turns if one.ended_at]
    lines = [
        Markup("【队长有话说 第{}期 · 已结束】<b>{}</b>").format(talk.id, talk.theme),
        Markup("{}，主持：{}").format(when(talk.started_at or talk.starts_at, today), talk.moderator.name),
        Markup("发言：{}；问题{}件").format(listed(spoken) or "无", board.questions),
    ]
    return Markup("\n").join(lines)


def over_buttons(board: Board) -> Rows:
    """What can still be looked at."""
    fact = str(board.talk.id)
    looks = (Button("看议程", "talks.questions", fact),)
    return ((*looks, Button("纪要和清单", "talks.papers", fact)) if board.talk.started_at else looks,)


def sure_to_end(board: Board) -> Markup:
    """Ending cannot be taken back, so it is asked."""
    left = f"还有{len(board.waiting)}个队没有发言，" if board.waiting else ""
    return Markup("{}确定结束第{}期吗？结束后生成纪要和问题清单").format(left, board.talk.id)


def sure_to_end_buttons(board: Board) -> Rows:
    """Yes, or back to the card."""
    return (
        (Button("确定结束", "talks.end_now", str(board.talk.id)), Button("再等等", "talks.back", str(board.talk.id))),
    )


def sure_to_cancel(talk: Talk) -> Markup:
    """Calling it off reaches everybody, so it is asked."""
    return Markup("确定取消{}吗？收到报名卡的人都会接到通知").format(name(talk))


def sure_to_cancel_buttons(talk: Talk) -> Rows:
    """Yes, or back to the card."""
    fact = str(talk.id)
    return ((Button("确定取消本期", "talks.cancel_now", fact), Button("不取消", "talks.back", fact)),)


def sure_to_take_over(talk: Talk) -> Markup:
    """What it means, before it is done."""
    return Markup("接手主持{}吗？原主持人{}会收到通知；以后由您操作，也看得到不署名的提问人，这一步会留痕").format(
        name(talk), talk.moderator.name
    )


def sure_to_take_over_buttons(talk: Talk) -> Rows:
    """Yes, or back to the card."""
    fact = str(talk.id)
    return ((Button("确定接手", "talks.take_over_now", fact), Button("不接手", "talks.back", fact)),)


def taken_over(talk: Talk) -> Markup:
    """To who moderated before."""
    return Markup("队长有话说{}改由{}主持").format(name(talk), talk.moderator.name)


def called_off(talk: Talk, today: date) -> Markup:
    """It does not take place."""
    return Markup("队长有话说{}（{}）已取消。提过的问题都留着").format(name(talk), when(talk.starts_at, today))


def reminder(board: Board, now: datetime) -> Markup:
    """Half an hour before, to the moderator and the speakers."""
    minutes = max(0, round((board.talk.starts_at - now).total_seconds() / 60))
    return Markup("队长有话说{}还有{}分钟开始：已报名{}个队，问题{}件").format(
        name(board.talk), minutes, len(board.turns), board.questions
    )


def time_is_up(turn: TalkTurn) -> Markup:
    """Gently, to the speaker and the moderator."""
    return Markup("{}发言已到{}分钟，请收尾").format(turn.team.town, SPEAKING_MINUTES)


def how_to_sign(words: str) -> Markup:
    """Signed or not, and who can see it then."""
    return Markup("“{}”\n署名提，还是不署名提？不署名的，只有主持人看得到是谁提的").format(clipped(words, 200))


def sign_buttons(question_id: int) -> Rows:
    """The two ways, and none."""
    fact = str(question_id)
    return (
        (Button("署名提", "talks.signed", fact), Button("不署名提", "talks.unsigned", fact)),
        (Button("取消", "talks.withdraw", fact),),
    )


def asked(question: TalkQuestion, issue: Issue | None, like: Likeness | None) -> Markup:
    """The question is on the agenda, and with the departments once the session is on."""
    how = "署名" if question.signed else "不署名"
    said = Markup("已提 第{}期问{}（{}）：“{}”").format(
        question.talk_id, question.number, how, clipped(question.words, 120)
    )
    if issue is None:
        return said
    said += Markup("\n问题 <b>{}</b> 已请部门认领").format(issue_number(issue.number))
    if like is None:
        return said
    where = f"（{like.town}）" if like.town else ""
    return said + Markup("\n与 {}{}相似{}%，合并跟进？").format(issue_number(like.issue.number), where, like.percent)


def asked_buttons(question: TalkQuestion, issue: Issue | None, like: Likeness | None) -> Rows:
    """It can be taken back until departments have it; then a look-alike may be followed together with it."""
    if issue is None:
        return ((Button("撤回问题", "talks.withdraw", str(question.id)),),)
    return ((Button("合并跟进", "issues.merge", f"{issue.number},{like.issue.number}"),),) if like else ()


def withdrawn(words: str) -> Markup:
    """It has left the agenda."""
    return Markup("已撤回：“{}”").format(clipped(words, 120))


def agenda(page: Agenda) -> Markup:
    """The questions, those with most 同问 first."""
    head = Markup("<b>{}</b>的问题，共{}件（{}）：").format(name(page.talk), page.total, SAME_NOTE)
    if not page.items:
        return Markup("{}还没有问题。点〔先提问题〕，或在会上发“问：……”").format(name(page.talk))
    return Markup("\n").join([head, *(_item(one) for one in page.items)])


def agenda_buttons(page: Agenda) -> Rows:
    """同问 under each question that is somebody else's."""
    open_ = page.talk.ended_at is None and page.talk.cancelled_at is None
    others = [one for one in page.items if open_ and not one.own and not one.supported]
    fact = str(page.talk.id)
    asks = tuple(
        Button(f"同问{one.question.number}", "talks.support", f"{one.question.id},{page.number}") for one in others
    )
    turns = turning("talks.agenda", page.number, page.pages, fact)
    return tuple(row for row in (*rows(*asks), turns) if row)


def supported(number: int | None) -> str:
    """同问."""
    return f"已同问：问{number}"


def _floor(board: Board, now: datetime) -> list[Markup]:
    speaking, waiting = board.speaking, board.waiting
    lines = []
    if speaking is not None and speaking.started_at is not None:
        minutes = int((now - speaking.started_at).total_seconds() // 60)
        used = _used(minutes)
        lines.append(Markup("正在发言：<b>{}</b> {}，{}起，{}").format(
            speaking.team.town, speaking.member.name, clock(speaking.started_at), used
        ))  # fmt: skip
    else:
        lines.append(Markup("发言结束，你问我答") if board.turns else Markup("你问我答"))
    if waiting:
        lines.append(Markup("下一个：{}").format(listed([one.team.town for one in waiting])))
    return lines


def _used(minutes: int) -> str:
    if minutes >= SPEAKING_MINUTES:
        return f"已到{SPEAKING_MINUTES}分钟"
    return f"已用{minutes}分钟" if minutes else "刚开始"


def _item(one: Item) -> Markup:
    named = f"{one.town}{one.asker}"
    who = named if one.question.signed else f"{named}，不署名" if named else "不署名"
    same = f"，同问{one.supports}" if one.supports else ""
    said = Markup("<b>问{}</b> {}（{}{}）").format(one.question.number, clipped(one.question.words, 60), who, same)
    if one.issue is None:
        return said
    return said + Markup("→ {} {}").format(issue_number(one.issue.number), issue_state(one.issue))
