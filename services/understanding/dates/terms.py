"""The 24 solar terms (节气), computed from where the sun stands.

After P. Bretagnon and J.-L. Simon, Planetary Programs and Tables (1986), in the short form of N. Dershowitz and
E. Reingold, Calendrical Calculations; the days are those of Beijing time (UTC+8), as GB/T 33661-2017 has it.
"""

from datetime import date, timedelta
from functools import cache
from math import cos, radians, sin

TERMS = (
    *("小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至"),
    *("小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"),
)

_EPOCH = date(2000, 1, 1)
_EPOCH_TO_J2000 = 0.5
_BEIJING = 8 / 24
_CLOCK_LAG = 69 / 86400
"""By so much of a day the clock of the planets is ahead of ours in this century."""


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


_WAVES = (
    (403406, 270.54861, 0.9287892),
    (195207, 340.19128, 35999.1376958),
    (119433, 63.91854, 35999.4089666),
    (112392, 331.2622, 35998.7287385),
    (3891, 317.843, 71998.20261),
    (2819, 86.631, 71998.4403),
    (1721, 240.052, 36000.35726),
    (660, 310.26, 71997.4812),
    (350, 247.23, 32964.4678),
    (334, 260.87, -19.441),
    (314, 297.82, 445267.1117),
    (268, 343.14, 45036.884),
    (242, 166.79, 3.1008),
    (234, 81.53, 22518.4434),
    (158, 3.5, -19.9739),
    (132, 132.75, 65928.9345),
)
"""Size (in units of 0.0000057°), phase and degrees a century of the largest waves in the sun's longitude."""


def _sun(days: float) -> float:
    """Apparent longitude of the sun in degrees, so many days after 1 January 2000, noon; about a minute of time off."""
    century = (days + _CLOCK_LAG) / 36525
    waves = sum(size * sin(radians(phase + speed * century)) for size, phase, speed in _WAVES)
    aberration = 0.0000974 * cos(radians(177.63 + 35999.01848 * century)) - 0.005575
    nutation = -0.004778 * sin(radians(124.9 - 1934.134 * century)) - 0.0003667 * sin(
        radians(201.11 + 72001.5377 * century)
    )
    return (282.7771834 + 36000.76953744 * century + 0.000005729577951308232 * waves + aberration + nutation) % 360
