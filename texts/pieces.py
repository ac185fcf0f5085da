"""What is said about photos, voice messages, files and places that belong to visits."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlencode

from markupsafe import Markup

from services import cabinet, errands
from services.pieces import MOST_PHOTOS, Heap, Kind
from services.visits import Visit
from services.visits.bursts import Burst
from texts.buttons import Button, Rows, rows
from texts.phrases import day, listed

NAMES = {Kind.PHOTO: "照片", Kind.VOICE: "语音", Kind.DOCUMENT: "文件", Kind.PLACE: "位置"}
_MEASURES = {Kind.PHOTO: "张", Kind.VOICE: "条", Kind.DOCUMENT: "个", Kind.PLACE: "个"}
_LOST = {
    errands.TOO_BIG: "超过20MB",
    errands.GONE: "多次下载都没有成功",
    cabinet.NO_PICTURE: "不是能打开的图片",
    cabinet.TOO_LARGE: "图片尺寸太大",
    cabinet.WRONG_TYPE: "内容和文件名不符",
}


def counted(heap: Heap) -> str:
    """照片3张、语音1条（语音已存，未转文字）."""
    heard = "（语音已存，未转文字）" if heap.count(Kind.VOICE) else ""
    return listed(_counted(heap)) + heard


def added(visit: Visit, heap: Heap, today: date) -> Markup:
    """What belongs to the visit now."""
    return Markup("走访 {}（{}，{}）已有{}").format(
        _number(visit), visit.village or "村未填", day(visit.visited_on, today), counted(heap)
    )


def added_buttons(visit: Visit) -> Rows:
    """They may belong elsewhere."""
    return ((Button("不是这次", "pieces.off", str(visit.id)),),)


def ask_burst(burst: Burst, today: date) -> Markup:
    """B17: what arrived together was made one visit, and that is asked."""
    parts = [f"文字{burst.sentences}句", *_counted(burst.heap)]
    heard = "（语音已存，未转文字）" if burst.heap.count(Kind.VOICE) else ""
    where = Markup("{}，{}").format(burst.visit.village or "村未填", day(burst.visit.visited_on, today))
    return Markup("一起收到{}{}，已记在 走访 {}（{}）。这{}条是同一次走访吗？").format(
        listed(parts), heard, _number(burst.visit), where, burst.count
    )


def burst_buttons(burst: Burst) -> Rows:
    """One visit, or not."""
    fact = str(burst.visit.id)
    return ((Button("是同一次", "pieces.join", fact), Button("不是", "pieces.off", fact)),)


def joined(visit: Visit, count: int, today: date) -> Markup:
    """Everything that arrived together is one visit."""
    return Markup("好的，这{}条都记在 走访 {}（{}，{}）").format(
        count, _number(visit), visit.village or "村未填", day(visit.visited_on, today)
    )


def waiting(heap: Heap, *, full: bool) -> Markup:
    """Pieces without a visit."""
    why = Markup("一次走访最多{}张照片。").format(MOST_PHOTOS) if full else Markup("")
    kept = Markup("已收到{}，还没有记到走访。").format(counted(heap))
    return why + kept + Markup("发一句话就记在一起，例如：“今天去埔中村，3户反映缺水”；也可以点下面的走访")


def waiting_buttons(visits: Sequence[Visit]) -> Rows:
    """Visits they may belong to."""
    putting = tuple(
        Button(f"{_number(visit)} {visit.village or '村未填'}", "pieces.put", str(visit.id)) for visit in visits
    )
    return (*rows(*putting, across=2), (Button("不要了", "pieces.drop"),))


def put(visit: Visit, heap: Heap, today: date) -> Markup:
    """They belong to the visit that was pressed."""
    return Markup("已记到{}").format(added(visit, heap, today).removeprefix("走访"))


def dropped(heap: Heap) -> str:
    """They are not wanted."""
    return f"好的，{counted(heap)}不记入走访" if heap.pieces else "没有等待记入的照片或语音"


def lost(kind: str, reason: str, visit: Visit | None) -> Markup:
    """A file that will never come; the record stands without it."""
    where = Markup("走访 {}的").format(_number(visit)) if visit else Markup("您发的")
    return Markup("{}1{}{}没有存下来（{}）。记录不受影响，需要的话请再发一次").format(
        where, _MEASURES[Kind(kind)], NAMES[Kind(kind)], _LOST.get(reason, reason)
    )


def too_big(size: int) -> str:
    """Over what a bot can fetch."""
    return f"这个文件有{size / 1_048_576:.0f}MB，超过20MB，机器人取不到。请压缩后再发，或另用办公系统传"


def wrong_type(name: str) -> Markup:
    """A type that is not kept."""
    kinds = listed([suffix.removeprefix(".") for suffix in cabinet.DOCUMENTS])
    return Markup("“{}”这类文件不能保存。照片请直接发；文件可以发：{}").format(name or "没有名字", kinds)


def live_location() -> str:
    """A place that moves."""
    return "不收实时位置。需要记地点时，请发一次性的位置，只保留到约1公里"


def photos_full() -> str:
    """Nine are there."""
    return f"这次走访已有{MOST_PHOTOS}张照片，放不下了"


def map_link(latitude: float, longitude: float, name: str) -> str:
    """A page that shows the place; the address says that the numbers are WGS-84, which its maker takes."""
    facts = {"position": f"{longitude:.2f},{latitude:.2f}", "name": name, "coordinate": "wgs84"}
    return f"https://uri.amap.com/marker?{urlencode(facts, quote_via=quote)}"


def place(latitude: float, longitude: float) -> Markup:
    """The place of a visit, as coarse as it is kept."""
    return Markup('约{:.2f}°N，{:.2f}°E（WGS-84，约1公里） <a href="{}">地图</a>').format(
        latitude, longitude, map_link(latitude, longitude, "走访地点")
    )


def _counted(heap: Heap) -> list[str]:
    kinds = [kind for kind in heap.kinds if kind is not Kind.WORDS]
    return [f"{NAMES[kind]}{heap.count(kind)}{_MEASURES[kind]}" for kind in kinds]


def _number(visit: Visit) -> str:
    return f"V-{visit.id:04d}"
