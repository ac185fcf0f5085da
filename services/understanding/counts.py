"""How many households or people a sentence says were visited or affected."""

import re
from dataclasses import dataclass

from services.understanding.dates.numerals import number

_NUMBER = (
    r"(?P<number>\d{1,4}|[一二两三四五六七八九]?百?[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
)
_COUNTED = re.compile(
    rf"(?=[\d一二两三四五六七八九十百])(?:(?<![\d.第几好数零一二两三四五六七八九十百每另同])"
    rf"|(?<=[、和及跟][\u4e00-\u9fff][一二三四五六七八九])(?=[二三四五六七八九十]户)){_NUMBER}(?:来|多|余)?(?P<unit>户(?!编号|籍|口"
    rf"|型|外)|家(?!人|属|里|长|庭作业|五口|[一二三四五六七八]口)|位(?!于|置)|名(?!字|单|额|称|次)"
    rf"|个(?:[^,。;\d的个]{{0,6}}?)(?:家庭|姐妹|妇女|女工|娃|后生|青年|社员|学员|商户|档主|渔民|农民"
    rf"|老乡|乡亲|居民|老人|村民|困难户|农户|监测户|脱贫户|低保户|五保户|党员"
    rf"|老党员|孩子|学生|残疾人|困难家庭|家庭|贫困户|独居老人|留守儿童|老师傅|茶农|果农|养殖户|种植户"
    rf"|工人|群众|阿[婆姨伯公婶])|(?<!一)个人(?!所|信|账|名|原|贷|住|过)|人(?!家说|民|员|大|口|行|手)"
    rf"|口人)"
)
_US = re.compile(r"(?:其中|我们|咱们?|咱|一行|我俩|队里|同去|就我)[^,。]{0,3}$|▣[,、和]?(?:我们?)?(?:一行)?$")
_ONE_FAMILY = re.compile(r"一户一户|一家一家|户一户|家一家|一家[二三四五六七八九两]口|一家人|一户人|一个?[人户家]都")


_NOT_SEEN = re.compile(
    r"(?:(?<![按照依])(?:计划|本来|原本|原定|打算|本想)|(?:全村|该村|本村|全镇)[^,。;\d]{0,2}(?:共|有))[^,。;\d]{0,8}$"
)
"""原计划看3户，实际看了2户, 全村共120户: counts where nothing else is said."""
_IN_ALL = re.compile(
    r"(?:一共|总共|合计|共计|总计|加起来|拢共|统共|总数|(?<![\u4e00-\u9fff])共)[^,。;\d村组片有]{0,6}$"
)


@dataclass(frozen=True)
class Counted:
    """A number, and whether it was said of households (户, 家, 个困难户) or of people."""

    number: int
    of_households: bool


def first_count(text: str) -> int | None:
    """The number `first_counted` finds."""
    found = first_counted(text)
    return found.number if found else None


def first_counted(text: str) -> Counted | None:
    """The first number of households or people in a plain text, or the total said; those joined by 、和及 add up."""
    counted = [match for match in _COUNTED.finditer(text) if _is_of_them(text, match)]
    if len(counted) > 1:
        if total := next((match for match in counted if _IN_ALL.search(text[: match.start()])), None):
            return Counted(number(total["number"]), _is_of_households(total["unit"]))
        counted = [match for match in counted if not _NOT_SEEN.search(text[: match.start()])] or counted
    return _added_up(text, counted)


def _is_of_households(unit: str) -> bool:
    return unit.endswith(("户", "家", "家庭")) and not unit.endswith("大家")


def _is_of_them(text: str, match: re.Match[str]) -> bool:
    return not (_ONE_FAMILY.match(text, match.start()) or _US.search(text[: match.start()]))


def _added_up(text: str, counted: list[re.Match[str]]) -> Counted | None:
    total, end = 0, -1
    for match in counted:
        if total and not re.fullmatch(r"[^,。;\d]{0,8}[、和及跟]", text[end : match.start()]):
            break
        if total and match["unit"] == "家" and text[end - 1] == "户":
            break
        total += number(match["number"])
        end = match.end()
    return Counted(total, _is_of_households(counted[0]["unit"])) if total else None
