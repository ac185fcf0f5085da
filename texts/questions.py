"""How questions to people and their answers are said, to those who answer and to those who asked."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from services.access import Role, Speaker
from services.answering import Sent
from services.clock import day_of
from services.questions import Handed, Page, Pending, Question, WrittenAnswer
from texts.buttons import Button, Rows, rows, turning
from texts.phrases import clipped, deadline, moment
from texts.policy import folded
from texts.posts import ROLES


def number(question_number: int) -> str:
    """Q-0312."""
    return f"Q-{question_number:04d}"


def office(speaker: Speaker) -> str:
    """In whose name the person answers: a department, an office, the editors."""
    for post in speaker.posts:
        if post.role is Role.DEPARTMENT:
            return post.scope_name
        if post.role is Role.OFFICE:
            return f"{post.scope_name}{ROLES[Role.OFFICE]}"
    return ROLES[Role.EDITOR]


def handed(question: Handed, today: date) -> Markup:
    """A6: the question has a number and a term."""
    others = Markup("（同样的问题已有{}次）").format(question.asked) if question.asked > 1 else Markup("")
    return Markup("已登记 <b>{}</b>{}，3个工作日内答复：{}\n期限：{}").format(
        number(question.number), others, clipped(question.words, 40),
        deadline(question.due_at, today, question.days_left),
    )  # fmt: skip


def handed_buttons(question: Handed) -> Rows:
    """What an answer will not settle may be put as a problem."""
    return ((Button("转为问题", "issues.question", str(question.number)),),)


def card(pending: Pending, today: date) -> Markup:
    """To whoever may answer: who asks what, until when, and what did not solve it before."""
    question = pending.question
    head = "【重新答复】" if question.reopened else "【待答复】"
    who = "、".join(part for part in (pending.asker, pending.town) if part)
    lines = [Markup("{}<b>{}</b> {}问：").format(head, number(question.number), who)]
    lines.append(Markup("“{}”").format(clipped(question.words, 400)))
    if question.reopened:
        why = Markup("：{}").format(question.remark) if question.remark else Markup("")
        lines.append(Markup("提问人说没解决{}").format(why))
    if pending.before:
        lines.append(Markup("上次答复：{}").format(clipped(pending.before.words, 80)))
    lines.append(_term(pending, today))
    return Markup("\n").join(lines)


def card_buttons(question: Question) -> Rows:
    """Answer it, or have a department answer."""
    fact = str(question.number)
    return ((Button("我来答", "questions.take", fact), Button("转给部门", "questions.refer", fact)),)


def listing(page: Page, today: date) -> Markup:
    """The open questions, the oldest first."""
    lines = [Markup("待答复的问题，共{}个").format(page.total)]
    if page.pages > 1:
        lines[0] += Markup(" 第{}/{}页").format(page.number, page.pages)
    for one in page.shown:
        lines.append(Markup("<b>{}</b> {}").format(number(one.question.number), clipped(one.question.words, 30)))
        lines.append(Markup("　{}").format(_term(one, today)))
    return Markup("\n").join(lines)


def listing_buttons(page: Page) -> Rows:
    """A button a question, then the pages."""
    open_ones = (Button(number(one.question.number), "questions.open", str(one.question.number)) for one in page.shown)
    turn = turning("questions.page", page.number, page.pages)
    return (*rows(*open_ones), *((turn,) if turn else ()))


def none_open() -> Markup:
    """Nothing to answer."""
    return Markup("没有待答复的问题")


def ask_answer(question: Question, colleague: str | None) -> Markup:
    """Asks for the answer; a colleague who began before is named."""
    lines = [Markup("请发对 <b>{}</b> 的答复：“{}”").format(number(question.number), clipped(question.words, 80))]
    if colleague:
        lines.append(Markup("{}也在写这一条，先发出的为准").format(colleague))
    lines.append(Markup("发出前会先给您看。不写了发“取消”"))
    return Markup("\n").join(lines)


def preview(answer: WrittenAnswer) -> Markup:
    """The answer as the askers will see it."""
    return Markup("预览 <b>{}</b>，还没有发出：\n{}\n{}").format(
        number(answer.number), folded(answer.words), _signed(answer)
    )


def preview_buttons(answer: WrittenAnswer) -> Rows:
    """Send, write anew, leave."""
    fact = str(answer.id)
    return (
        (Button("发给提问人", "questions.send", fact), Button("改一改", "questions.take", str(answer.number))),
        (Button("取消", "cancel"),),
    )


def sent(sending: Sent) -> Markup:
    """The preview after it was sent."""
    answer = sending.answer
    return Markup("已答复 <b>{}</b>，发给{}人：\n{}\n{}").format(
        number(answer.number), sending.people, folded(answer.words), _signed(answer)
    )


def answered(words: str, answer: WrittenAnswer, today: date) -> Markup:
    """To those who asked: the answer, who gave it and when."""
    at = moment(answer.sent_at, today) if answer.sent_at else ""
    return Markup("您问的“{}”（{}）已答复：\n{}\n{}，{}\n以主管部门解释为准").format(
        clipped(words, 60), number(answer.number), folded(answer.words), _signed(answer), at
    )


def answered_buttons(answer: WrittenAnswer) -> Rows:
    """The asker has the last word."""
    fact = str(answer.id)
    return ((Button("解决了", "questions.solved", fact), Button("没解决", "questions.unsolved", fact)),)


def solved() -> str:
    """To 解决了."""
    return "好的，已记下"


def said_before() -> str:
    """A second identical tap."""
    return "已经记下了"


def what_is_missing(answer: WrittenAnswer) -> Markup:
    """To 没解决: the question is open again; one line more is welcome."""
    return Markup("<b>{}</b> 已重新登记，3个工作日内再答复。方便的话请用一句话说还缺什么；不说也可以，发“跳过”").format(
        number(answer.number)
    )


def remark_passed_on() -> Markup:
    """The line is with those who answer."""
    return Markup("已转给答复的人")


def answered_before(answer: WrittenAnswer, now: datetime) -> str:
    """A colleague was faster."""
    at = moment(answer.sent_at, day_of(now)) if answer.sent_at else ""
    return f"{number(answer.number)} 已在{at}由{answer.author}（{answer.office}）答复"


def unknown() -> str:
    """No question of this number."""
    return "没有这个问题"


def too_long(characters: int, most: int) -> str:
    """An answer beyond one message."""
    return f"答复有{characters}字，太长了，请写成{most}字以内再发一次"


def which_department(question: Question) -> Markup:
    """Whom to refer it to."""
    return Markup("<b>{}</b> 转给哪个部门答复？").format(number(question.number))


def department_buttons(question: Question, names: Sequence[str]) -> Rows:
    """A button a department, by its place in the list: names may be longer than Telegram carries."""
    fact = question.number
    choices = (Button(clipped(name, 12), "questions.to", f"{fact},{place}") for place, name in enumerate(names))
    return (*rows(*choices, across=2), (Button("返回", "questions.open", str(fact)),))


def no_department() -> str:
    """Nobody speaks for a department yet."""
    return "还没有部门的同志加入，可用 /invite 邀请"


def referred(question: Question) -> Markup:
    """The department has the card now."""
    return Markup("<b>{}</b> 已转给{}答复：“{}”").format(
        number(question.number), question.referred_to, clipped(question.words, 80)
    )


def _term(pending: Pending, today: date) -> Markup:
    facts = [f"同问{pending.asked}人"] if pending.asked > 1 else []
    facts.append(deadline(pending.question.due_at, today, pending.days_left))
    if pending.question.referred_to:
        facts.append(f"已转{pending.question.referred_to}")
    return Markup("{}").format("；".join(facts))


def _signed(answer: WrittenAnswer) -> Markup:
    return Markup("答复人：{}（{}）").format(answer.author, answer.office)
