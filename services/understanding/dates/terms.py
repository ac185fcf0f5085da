"""The 24 solar terms (节气), computed from where the sun stands.

Low-precision solar position after Jean Meeus, Astronomical Algorithms, chapter 25 (about 0.01°, a quarter of an
hour); days are those of Beijing time (UTC+8), as in GB/T 33661-2017.
"""

from datetime import date, timedelta
from functools import cache
from math import radians, sin

TERMS = [
    "小寒",
    "大寒",
    "立春",
    "雨水",
    "惊蛰",
    "春分",
    "清明",
    "谷雨",
    "立夏",
    "小满",
    "芒种",
    "夏至",
    "小暑",
    "大暑",
    "立秋",
    "处暑",
    "白露",
    "秋分",
    "寒露",
    "霜降",
    "立冬",
    "小雪",
    "大雪",
    "冬至",
]

_EPOCH = date(2000, 1, 1)
_EPOCH_TO_J2000 = 0.5
_BEIJING = 8 / 24


@cache
def term_day(name: str, year: int) -> date:
    """The day of this term in this year."""
    index = TERMS.index(name)
    longitude = (285 + 15 * index) % 360
    day = date(year, 1, 4) + timedelta(days=round(index * 15.22))
    while _past(day, longitude):
        day -= timedelta(days=1)
    while not _past(day + timedelta(days=1), longitude):
        day += timedelta(days=1)
    return day


def _past(day: date, longitude: int) -> bool:
    """Whether the sun stood at or past this longitude when the day began in Beijing."""
    away = (_sun(_days_since_2000(day)) - longitude + 180) % 360 - 180
    return away >= 0


def _days_since_2000(day: date) -> float:
    return (day - _EPOCH).days - _EPOCH_TO_J2000 - _BEIJING


def _sun(days: float) -> float:
    """Apparent longitude of the sun in degrees, so many days after 1 January 2000, noon."""
    t = days / 36525
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
        + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1934.136 * t)
    return (280.46646 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * sin(node)) % 360
