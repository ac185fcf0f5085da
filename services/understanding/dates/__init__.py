"""Days as people name them in Chinese: 上周三, 18号, 正月初十, 清明, 月底前, 三周后的周二.

A leaf: whoever needs a day from a sentence (visits, promises, putting off a duty, money) uses `find`.
"""

from services.understanding.dates.finding import find, find_in_plain
from services.understanding.dates.mention import Days, Direction, Found, Impossible, Mention

__all__ = ["Days", "Direction", "Found", "Impossible", "Mention", "find", "find_in_plain"]
