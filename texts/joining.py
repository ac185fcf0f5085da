"""What is said at the door: coming in, being let in, and what a stranger may do."""

from datetime import datetime

from markupsafe import Markup

from services.access import Role, Speaker
from services.clock import day_of
from services.joining import AlreadyDecided, AlreadySomebody, Applicant, Link
from texts.buttons import Button, Rows, rows
from texts.phrases import day, listed, moment
from texts.posts import ROLES

_UNUSABLE = {"unknown": "这个邀请链接不对", "used": "这个邀请链接已被使用", "expired": "这个邀请链接已过期"}


READERS = Markup("谁能看：本队成员、镇党委书记、督查与上级指挥部")
DELETING = Markup("怎么删：10分钟内可撤销，之后可用〔改一改〕更正；要删除请向指挥部提出")


def welcome_stranger() -> Markup:
    """Who this is, what a stranger may do, what is kept."""
    greeting = Markup("您好，这里是潮州驻镇帮扶助手。\n您现在可以直接提问公开的帮扶政策，例如“低保怎么办”。")
    return Markup("{}\n{}。\n{}").format(greeting, how_to_join(), kept_of_strangers())


def how_to_join() -> Markup:
    """By whose link."""
    return Markup("工作队成员请用队长或指挥部发来的邀请链接加入")


def kept_of_strangers() -> Markup:
    """What becomes of a question, and what should not be in it."""
    return Markup("提问会记下内容和时间，用于补充知识库；请不要发身份证号、电话和病情")


def privacy_notice() -> Markup:
    """K1: what is kept, who sees it, how long, how to have it deleted."""
    return Markup(
        "<b>使用前请知悉</b>\n"
        "记什么：您发的走访、提问和确认时间；不要求定位、拍照。\n"
        "{}。\n"
        "存多久：帮扶期内；身份证号、电话、银行卡、病情在保存前自动遮盖。\n"
        "{}"
    ).format(READERS, DELETING)


def notice_buttons() -> Rows:
    """The one button of the notice."""
    return ((Button("知道了", "joining.informed"),),)


def informed() -> str:
    """Thanks without ado."""
    return "好的，可以直接发一句话开始"


def greeting(speaker: Speaker) -> Markup:
    """A member who starts again sees post, team and what to say."""
    roles = listed([ROLES[role] for role in Role if role in speaker.roles])
    place = speaker.team.town if speaker.team else listed(sorted({post.scope_name for post in speaker.posts}))
    lines = [Markup("{}，您好。您是{}的{}。").format(speaker.name, place, roles)]
    lines.append(Markup("直接发一句话就行：问政策，或说走访，例如“今天去埔中村，3户反映缺水”。更多请发“帮助”"))
    return Markup("\n").join(lines)


def link_not_needed(standing: str) -> Markup:
    """A member opened a link that was meant for somebody else; it is not used up by that."""
    if standing != "open":
        return Markup("您已经加入；{}").format(_UNUSABLE[standing])
    return Markup("您已经加入，不用再开邀请链接。这个链接没有用掉，可以转给要加入的人")


def link_unusable(why: str) -> Markup:
    """Why this link opens nothing, and what to do."""
    return Markup("{}。请向队长或指挥部要新的链接；政策问题现在就可以直接问").format(_UNUSABLE[why])


def already_somebody(refusal: AlreadySomebody) -> Markup:
    """A personal link opened by somebody else whom the assistant knows."""
    return Markup("这是{}的邀请链接，您已经以“{}”加入，链接没有被使用。请转给本人；如果登记有误，请联系指挥部").format(
        refusal.invited, refusal.name
    )


def ask_name() -> Markup:
    """The first and only question of joining."""
    return Markup("欢迎加入。请发您的姓名（2至8个字）")


def name_unfit() -> Markup:
    """A name that cannot be one."""
    return Markup("姓名请写2至8个汉字，例如“陈小明”")


def waiting(applicant: Applicant) -> Markup:
    """The application lies with the captain."""
    return Markup("已提交：{} 申请加入{}（{}）。队长或指挥部通过后会通知您").format(
        applicant.name, applicant.scope_name, ROLES[applicant.role]
    )


def nobody_to_admit(applicant: Applicant) -> Markup:
    """No captain and no office can be reached."""
    return Markup("已登记：{} 申请加入{}。目前没有可以通过申请的人，请联系指挥部").format(
        applicant.name, applicant.scope_name
    )


def application(applicant: Applicant) -> Markup:
    """The card the captain decides on."""
    return Markup("{} 申请加入{}，职务：{}。是本人且情况属实请通过").format(
        applicant.name, applicant.scope_name, ROLES[applicant.role]
    )


def application_buttons(applicant: Applicant) -> Rows:
    """Let in or not."""
    fact = str(applicant.application_id)
    return ((Button("通过", "joining.admit", fact), Button("不通过", "joining.decline", fact)),)


def admitted(applicant: Applicant, by: str) -> Markup:
    """The card after the decision."""
    return Markup("已通过：{} 加入{}（{}），由{}办理").format(
        applicant.name, applicant.scope_name, ROLES[applicant.role], by
    )


def declined(applicant: Applicant, by: str) -> Markup:
    """The card after a refusal."""
    return Markup("未通过：{} 申请加入{}，由{}办理").format(applicant.name, applicant.scope_name, by)


def you_are_in(applicant: Applicant) -> Markup:
    """To the newcomer."""
    return Markup("已通过，您现在是{}的{}。直接发一句话就能记走访、问政策；发“帮助”看更多").format(
        applicant.scope_name, ROLES[applicant.role]
    )


def you_stay_out(applicant: Applicant) -> Markup:
    """To the person who was not let in."""
    return Markup("您加入{}的申请没有通过。如有疑问请联系队长或指挥部").format(applicant.scope_name)


def already_decided(refusal: AlreadyDecided, now: datetime) -> str:
    """A second tap, or a colleague was faster."""
    words = {"admitted": "已通过", "declined": "未通过"}
    return f"这条已在{moment(refusal.decided_at, day_of(now))}处理过：{words[refusal.decision]}"


def whom_to_invite() -> Markup:
    """Asks for the role of the new link."""
    return Markup("邀请谁加入？链接一次有效，7天内打开")


def role_buttons(roles: tuple[Role, ...]) -> Rows:
    """The roles this person may hand out."""
    return (*rows(*(Button(ROLES[role], "joining.link", role) for role in roles)), (Button("取消", "cancel"),))


def which_scope(role: Role) -> Markup:
    """Asks which town, district or department the post is for."""
    return Markup("请发镇（街、场）名；县区级发县区名，市级发“潮州市”。职务：{}").format(ROLES[role])


def link(made: Link, address: str, role: Role, scope_name: str) -> Markup:
    """The link to pass on."""
    return Markup("{}·{} 的邀请链接（一次有效，{}前打开）：\n{}\n请只发给本人").format(
        scope_name, ROLES[role], day(day_of(made.expires_at)), address
    )


def not_theirs_to_give(role: Role) -> str:
    """The inviter's own post does not reach that far."""
    return f"{ROLES[role]}的邀请链接由指挥部或管理员生成"
