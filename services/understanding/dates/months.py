"""Days, parts and wholes of months and years: 2026年2月25日, 上个月28号, 18号, 月底, 三季度末, 去年."""

import re
from calendar import monthrange
from datetime import date
from re import Match

from services.understanding.dates.mention import Days, Nearest, Reading, between, either, on, rule
from services.understanding.dates.numerals import SMALL, SMALL_BEGINS, number

YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d|1\d{3}|\d{2}(?=年\d)|[一二两][〇○零一二三四五六七八九千]{1,5}"
    r"|[三四五六七八九][〇○零一二三四五六七八九]{2})年"
    r"|(?P<when>大前年|前年|去年|上年|今年|本年|明年|来年|后年))"
)
MONTH = (
    r"(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|(?<![一二三四五六七八九十\d])元)月份?"
    r"|(?P<which>上上个?月|上个?月|(?:本|这|今|当)个?月|下下个?月|下个?月))"
)
BEGINNINGS = r"\d一二两三四五六七八九十元大前去上今本明来后这当下"
"""YEAR and MONTH begin with one of these; looked at before they are tried, for few characters of a sentence do."""
NOT_A_COUNT = r"(?![\d多几余户家位名人个万元块亩点次天周月年度斤岁届成条间只头棵件件台套批期度%％.:]|千|百)"
_BARE_DAY = rf"(?:\d{{1,2}}|{SMALL}){NOT_A_COUNT}(?![直共起些边样定般旦方带下时同路])"
_DAY = rf"(?P<day>(?:\d{{1,2}}|{SMALL})(?=[日号])|{_BARE_DAY})[日号]?"

_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2}
_MONTHS = {"上上": -2, "上": -1, "下下": 2, "下": 1}

_MONTH_DAY = re.compile(rf"(?=[{BEGINNINGS}])(?<![\d./-])(?:{YEAR}的?)?{MONTH}的?{_DAY}")
_DAY_ALONE = re.compile(
    rf"{SMALL_BEGINS}(?<![\d第月每编户码型零一二三四五六七八九十百〇])(?P<day>\d{{1,2}}"
    rf"|{SMALL})(?:号(?![楼线井院机房店路户地文档码召桥门坝车牌机塘村组])"
    rf"|(?<=\d)日(?=前(?!天))|日(?!三餐|[报子常夜后工均前内游化本记程照]))"
)
_PART = re.compile(
    rf"(?=[{BEGINNINGS}月中])(?:{YEAR}的?)?(?:{MONTH}|(?<![\d个本上下这当今岁几整零一二三四五六七八九十])月"
    rf"|(?=[上中下]旬))(?P<part>上旬|中旬|下旬|初(?![一二三四五六七八九十])|头|中(?![秋国心学小山间午])"
    rf"|的?最后[一1][天日]|底|末|尾)"
)
_YEAR_PART = re.compile(
    rf"(?:{YEAR}|(?<![\d一二三四五六七八九十几两半整多全每当])年|(?<=[今去明])年)(?P<part>底|末|尾"
    rf"|初(?![一二三四五六七八九十])|中(?![秋国学]))"
)
_MONTH_ALONE = re.compile(rf"(?=[{BEGINNINGS}])(?<![\d./-])(?:{YEAR}的?)?{MONTH}(?:之?内)?")
_YEAR_ALONE = re.compile(rf"(?=[{BEGINNINGS}])(?<![\d年]){YEAR}(?:之?内)?(?!级|代)")
_WITHIN = re.compile(r"(?<![\d个一二三四五六七八九十几两半])(?P<unit>年|月)(?:之)?内(?!生|部)")
_QUARTER = re.compile(
    rf"(?:{YEAR}的?)?(?:第?(?P<quarter>[一二三四1-4])季度?|(?P<which>上|本|这|下)个?季度"
    rf"|(?<![一二三四1-4本这上下])季度?(?=末|底))(?P<part>末|底|初|内)?"
)
_HALF_YEAR = re.compile(rf"(?:{YEAR}的?)?(?P<half>上|下)半年(?P<part>底|末)?")


def months_after(today: date, months: int) -> tuple[int, int]:
    """Year and month so many months later; held within the calendar."""
    count = min(max(today.year * 12 + today.month - 1 + months, 12), 9999 * 12 + 11)
    return count // 12, count % 12 + 1


def month_days(year: int, month: int) -> Reading:
    """The whole month."""
    return between(*_whole(year, month))


def year_of(match: Match[str], today: date) -> int | None:
    """The year named in a match of YEAR; None where none is named. Two digits mean this century."""
    if match["when"]:
        return today.year + _YEARS[match["when"]]
    if not match["year"]:
        return None
    year = number(match["year"])
    return year + 2000 if year < 100 and len(match["year"]) == 2 else year


def day_of_month(year: int | None, month: int, day: int, today: date) -> Reading | Nearest | None:
    """A month's day, in the year said or in the nearest year on either side; Nearest where no calendar has it."""
    if year is not None:
        return _exact(year, month, day)
    past = _exact(today.year - ((month, day) > (today.month, today.day)), month, day)
    future = _exact(today.year + ((month, day) < (today.month, today.day)), month, day)
    if isinstance(past, Reading) and isinstance(future, Reading):
        return Reading(past.past, future.future)
    if isinstance(past, Nearest) and isinstance(future, Nearest):
        return min(past, future, key=lambda nearest: abs(nearest.day - today))
    return past if isinstance(past, Reading) else future


def _exact(year: int, month: int, day: int) -> Reading | Nearest | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    last = monthrange(year, month)[1]
    return on(date(year, month, day)) if day <= last else Nearest(date(year, month, last))


def _whole(year: int, month: int) -> tuple[date, date]:
    year = min(max(year, 1), 9999)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months(match: Match[str], today: date) -> tuple[tuple[int, int], tuple[int, int]]:
    """Year and month, looking back and looking ahead; this month where none is named."""
    year = year_of(match, today)
    if match["month"]:
        month = number(match["month"])
        back = year if year is not None else today.year - (month > today.month)
        ahead = year if year is not None else today.year + (month < today.month)
        return (back, month), (ahead, month)
    which = (match["which"] or "本").rstrip("月个")
    found = months_after(today, _MONTHS.get(which, 0) + 12 * (0 if year is None else year - today.year))
    return found, found


def _month_day(match: Match[str], today: date) -> Reading | Nearest | None:
    day = number(match["day"])
    if match["month"]:
        return day_of_month(year_of(match, today), number(match["month"]), day, today)
    (year, month), _ = _months(match, today)
    return _exact(year, month, day)


def _day_alone(match: Match[str], today: date) -> Reading | None:
    day = number(match["day"])
    if not 1 <= day <= 31:
        return None
    return either(_nearest_day(day, today, -1), _nearest_day(day, today, 1))


def _nearest_day(day: int, today: date, step: int) -> date:
    """The latest day of this number up to today, or the next from today on."""
    away = 0
    while True:
        year, month = months_after(today, away)
        if day <= monthrange(year, month)[1]:
            found = date(year, month, day)
            if (found - today).days * step >= 0:
                return found
        away += step


def _part(match: Match[str], today: date) -> Reading:
    back, ahead = _months(match, today)
    part = match["part"]
    if match["which"] is None and match["month"] is None and part in ("底", "末") and today < _whole(*back)[1]:
        back = months_after(today, -1)
    return Reading(_piece(*back, part), _piece(*ahead, part))


def _piece(year: int, month: int, part: str) -> Days:
    """初 and 上旬 end on the 10th, 中 and 中旬 on the 20th; 底 and 末 are the last day."""
    first, last = _whole(year, month)
    if part in ("底", "末") or "最后" in part:
        return Days(last, last)
    if part in ("下旬", "尾"):
        return Days(first.replace(day=21), last)
    start = 1 if part in ("初", "头", "上旬") else 11
    return Days(first.replace(day=start), first.replace(day=start + 9))


def _year_part(match: Match[str], today: date) -> Reading:
    year = year_of(match, today)
    back = year if year is not None else today.year - (match["part"] in ("底", "末", "尾"))
    return Reading(_piece_of_year(back, match["part"]), _piece_of_year(year or today.year, match["part"]))


def _piece_of_year(year: int, part: str) -> Days:
    """底 and 末 are the last day, 初 the first quarter, 中 June."""
    if part in ("底", "末"):
        return Days(date(year, 12, 31), date(year, 12, 31))
    first, last = {"初": (1, 3), "中": (6, 6)}.get(part, (9, 12))
    return Days(_whole(year, first)[0], _whole(year, last)[1])


def _month_alone(match: Match[str], today: date) -> Reading:
    back, ahead = _months(match, today)
    return Reading(Days(*_whole(*back)), Days(*_whole(*ahead)))


def _year_alone(match: Match[str], today: date) -> Reading | None:
    year = year_of(match, today)
    return between(date(year, 1, 1), date(year, 12, 31)) if year and 1 <= year <= 9999 else None


def _within(match: Match[str], today: date) -> Reading:
    return between(today, date(today.year, 12, 31) if match["unit"] == "年" else _whole(today.year, today.month)[1])


def _quarter(match: Match[str], today: date) -> Reading:
    now = (today.month - 1) // 3
    quarter = (
        number(match["quarter"]) - 1 if match["quarter"] else now + {"上": -1, "下": 1}.get(match["which"] or "", 0)
    )
    year, month = months_after(date(year_of(match, today) or today.year, 1, 1), quarter * 3)
    first, last = _whole(year, month)[0], _whole(year, month + 2)[1]
    return on(last) if match["part"] in ("末", "底") else between(first, last)


def _half_year(match: Match[str], today: date) -> Reading:
    year = year_of(match, today) or today.year
    first, last = (1, 6) if match["half"] == "上" else (7, 12)
    end = _whole(year, last)[1]
    return on(end) if match["part"] else between(date(year, first, 1), end)


RULES = (
    rule(_MONTH_DAY, _month_day, "月"),
    rule(_DAY_ALONE, _day_alone, "日号"),
    rule(_PART, _part, "月旬", "旬初头中后底末尾"),
    rule(_YEAR_PART, _year_part, "年", "底末尾初中"),
    rule(_MONTH_ALONE, _month_alone, "月"),
    rule(_YEAR_ALONE, _year_alone, "年"),
    rule(_WITHIN, _within, "内", "年月"),
    rule(_QUARTER, _quarter, "季"),
    rule(_HALF_YEAR, _half_year, "半", "年"),
)
