"""What the assistant says of itself: what it is, how things are done with it, what becomes of what it is told."""

from markupsafe import Markup

from services.access import Action, Speaker, allows
from services.understanding.guidance import Topic
from texts import joining, menu

_VISITING = Markup(
    "发一句话就记好了，例如“今天去埔中村，3户反映缺水，已联系水利所”：日期、村、诉求、措施自动认出，先存下，再让您改。"
    "想一步一步填，点〔记走访〕或发 /visit"
)
_ATTACHING = Markup(
    "语音只保存，不转文字，要记的内容请打字。"
    "照片（一次走访最多9张）、语音、文件和位置，在说走访的那句话之前、之后10分钟内发，自动归到那次走访"
)
_CHANGING = Markup("10分钟内点〔撤销〕或发“撤销”；之后点走访卡片上的〔改一改〕，或直接编辑原来那条消息，记录会跟着改")
_OF_TEAMS = Markup("走访由工作队成员记录")


def about(topic: Topic, speaker: Speaker) -> Markup:
    """The answer to a question about the assistant, as it holds for this person."""
    if topic is Topic.USAGE:
        return menu.help_text(speaker)
    records = allows(speaker, Action.RECORD_VISIT, speaker.team)
    answers = {
        Topic.WHO: Markup(
            "我是潮州驻镇帮扶助手，是程序，不是真人。问政策、记走访、收通知、看职责，发一句话就行；发“帮助”看更多"
        ),
        Topic.VISITING: _VISITING if records else _OF_TEAMS,
        Topic.ATTACHING: _ATTACHING if records else Markup("请打字提问。语音不转文字"),
        Topic.CHANGING: _CHANGING if records else _OF_TEAMS,
        Topic.JOINING: joining.how_to_join() if speaker.is_stranger else joining.greeting(speaker),
        Topic.DELETING: _kept(joining.DELETING, speaker),
        Topic.READERS: _kept(joining.READERS, speaker),
        Topic.KEEPING: joining.kept_of_strangers() if speaker.is_stranger else joining.privacy_notice(),
    }
    return answers[topic]


def by_command(command: str) -> Markup:
    """Which command does it."""
    about = {name: words for name, words, _ in menu.COMMANDS}
    return Markup("发 /{}（{}），照着提示做就行").format(command, about[command])


def right_for(command: str) -> Action | None:
    """Whose this command is; None: everybody's."""
    return {name: action for name, _, action in menu.COMMANDS}[command]


def _kept(line: Markup, speaker: Speaker) -> Markup:
    """Also what is kept of those who only ask."""
    return Markup("{}。\n走访等记录，{}").format(joining.kept_of_strangers(), line) if speaker.is_stranger else line
