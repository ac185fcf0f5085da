"""Reads one sentence: finds what it names, tells the roles of its pieces, and fills the slots."""

import re
from dataclasses import replace
from datetime import date

from knowledge.places import Places
from services.understanding import kinds
from services.understanding.dates import Direction, find_in_plain
from services.understanding.desks import is_among_villagers, is_at_a_desk, is_room, is_talked_of, may_be_at_a_desk
from services.understanding.missaid import without_slips
from services.understanding.needs import is_well
from services.understanding.note import Kind, Understanding
from services.understanding.plain import plain
from services.understanding.roles import Role
from services.understanding.scene import Scene, scene_of
from services.understanding.slots import (
    action_texts,
    companion_texts,
    count_said,
    day_ahead,
    household_of,
    in_vain,
    need_texts,
    place_of,
    planned_day,
    promises_of,
    visit_day,
)
from services.understanding.speech import reported
from services.understanding.villages import VillageHit, Villages, find_villages
from services.understanding.visits import goes, is_field_work, is_only_over, others_come

LONGEST = 1000
"""Characters read of a message; what comes after belongs to a document, not to a sentence. All words are kept."""


def read(said: str, today: date, town: str | None, places: Places) -> Understanding:
    """What the sentence means for one who writes it today in this town; never raises, whatever the text.

    A village of the own town is found by any wording, of another town only by its full name; without a town every
    village counts. What is not understood stays empty.
    """
    text = without_slips(_without_address(_without_numbers(plain(said[:LONGEST]))))
    known = places.town(town) if town else None
    found = find_in_plain(text, text, today)
    villages = find_villages(text, known.name if known else None, places)
    scene = scene_of(text, said[:LONGEST], found, villages, today, known.name if known else "")
    kind = _kind(text, scene, today)
    first = _first_of_several(scene, today, places) if kind is Kind.VISIT and len(villages.hits) > 1 else None
    understood = _understood(said, kind, first or scene, villages, today)
    return replace(understood, more_villages=_more(scene, today)) if first else understood


_MASKED = re.compile(
    r"(?:(?:联系|他的|她的)?(?:电话|手机|身份证|证件|微信|银行卡|社保卡|卡)(?:号码?)?(?:是|为)?[:\s]*)?\d{0,11}\*{2,}[\d*Xx]*"
)


def _without_numbers(text: str) -> str:
    """What was masked of a number says nothing; blanks keep every character in its place."""
    return _MASKED.sub(lambda said: " " * len(said[0]), text) if "**" in text else text


_ADDRESS = re.compile(
    r"^\s*(?:(?:请|麻烦|劳烦)?[你您]?(?:帮我|帮忙|给我|替我|请|麻烦)(?:记录?一?下|记一?笔|记一?条|登记一?下|记录)"
    r"[吧啊哈]?[:,\s]*|(?:记录?一下|记一?笔|记一?条)[吧啊哈]?[:,\s]*|(?:记下|记录|登记)[:,\s]+)(?=[^\s吧吗])"
)


def _without_address(text: str) -> str:
    """帮我记一下 is said to the assistant, not of the visit; blanks keep every character in its place."""
    return _ADDRESS.sub(lambda said: " " * len(said[0]), text)


def _kind(text: str, scene: Scene, today: date) -> Kind:
    """昨天谁去了埔中村 sounds like a visit, and asks for one."""
    kind = _told(text, scene, today)
    if kind in (Kind.VISIT, Kind.CHAT) and kinds.asks_about_visits(text):
        return Kind.QUESTION
    return Kind.CHAT if kind is Kind.VISIT and (is_only_over(scene.bare) or _is_desk_work(scene)) else kind


def _is_desk_work(scene: Scene) -> bool:
    """A meeting or papers in town, and no way made beside; what is only talked of there was not visited."""
    if scene.form or scene.households or not may_be_at_a_desk(scene.text):
        return False
    if not any(is_at_a_desk(clause.words) for clause in scene.clauses):
        return False
    others = [c for c in scene.clauses if not (is_at_a_desk(c.words) or is_talked_of(c.words))]
    if any(clause.goes or is_among_villagers(clause.words) for clause in others) or scene.has(Role.PROMISE):
        return False
    named = (*scene.where, *(place for place in scene.places if not is_room(place.of(scene.text))))
    return not any(clause.span.meets(one) for clause in others for one in named)


def _told(text: str, scene: Scene, today: date) -> Kind:
    """The first that fits, from what can hardly be meant otherwise to what is left."""
    if kinds.is_command(text):
        return Kind.COMMAND
    if kinds.keeps_promise(text) and (kinds.speaks_of_promise(text) or not scene.villages.hits):
        return Kind.PROMISE_DONE
    outright = _asks_outright(text, scene)
    if kinds.opens_as_issue(text) and not outright:
        return Kind.ISSUE
    if not outright and scene.has(Role.VISIT) and not _asks_at_last(scene):
        return Kind.CHAT if _is_still_to_come(text, scene, today) else _of_visit(text, scene)
    return Kind.QUESTION if _asks(text, scene) else _without_visit(text, scene)


def _asks(text: str, scene: Scene) -> bool:
    """As for a search, or in a sentence that tells neither of going nor of what was done for somebody."""
    if _is_keywords(text, scene):
        return True
    return kinds.asks(text) and not _tells_of_going(text, scene) and not _told_of_somebody(text, scene)


_ENDS_ASKING = re.compile(r"[?吗]\s*$")


def _asks_outright(text: str, scene: Scene) -> bool:
    """Asks at its end, or asks what we should say; what villagers asked on a visit is told."""
    outright = kinds.asks_us(text) or bool(_ENDS_ASKING.search(text) and kinds.asks(text))
    return outright and not _villagers_asked(text, scene)


def _villagers_asked(text: str, scene: Scene) -> bool:
    """今天去埔中村，老百姓问低保怎么办？ tells of a visit: where one went is said, and then who asks."""
    if not scene.has(Role.VISIT) or kinds.asks_for_us(text):
        return False
    went = scene.of(Role.VISIT)[0]
    named = any(went.holds(hit.start) for hit in scene.villages.hits) or any(map(went.meets, scene.households))
    return named and kinds.villagers_speak(text[went.start :])


def _asks_at_last(scene: Scene) -> bool:
    """The last piece asks, of nowhere and of nobody; what villagers asked is told, not asked."""
    if scene.villages.hits or scene.households or not scene.pieces:
        return False
    last = scene.pieces[-1].span.of(scene.text)
    return kinds.asks(last) and not reported(last)


def _is_keywords(text: str, scene: Scene) -> bool:
    """外嫁女 集体成员资格 取消: words side by side, as for a search, whatever each would tell in a sentence."""
    words = text.split()
    return (
        len(words) > 2
        and max(map(len, words)) <= _LONGEST_KEYWORD
        and not re.search(r"[,。;!?]", text)
        and kinds.names_policy(text)
        and not kinds.moves_money(text)
        and not (scene.has(Role.PLANNED) or scene.villages.hits or scene.households)
    )


_LONGEST_KEYWORD = 12


def _tells_of_going(text: str, scene: Scene) -> bool:
    """A plan or a failure to go is told, not asked; 要取消资格对吗 is asked."""
    if _ENDS_ASKING.search(text):
        return _tells_of_no_visit(scene)
    return scene.has(Role.PLANNED, Role.FAILED)


def _told_of_somebody(text: str, scene: Scene) -> bool:
    """A village or a household, and what was done or promised there: its question was a villager's."""
    if _ENDS_ASKING.search(text) or not (scene.villages.hits or scene.households):
        return False
    return scene.has(Role.ACTION, Role.PROMISE)


_MADE = re.compile(r"[了过](?!解)|完")


def _is_still_to_come(text: str, scene: Scene, today: date) -> bool:
    """12月3日去埔中村 said in November, with nothing that came of it."""
    if day_ahead(scene, today) is None or _MADE.search(text):
        return False
    return not scene.has(*_CAME_OF_IT) and count_said(scene) is None


_CAME_OF_IT = (Role.NEED, Role.ACTION, Role.NO_NEED, Role.PROMISE, Role.COMPANY)


def _of_visit(text: str, scene: Scene) -> Kind:
    """Money that moved without anybody being visited is no visit, nor is a way made in vain."""
    if scene.has(Role.FAILED) and not scene.has(*_CAME_OF_IT) and count_said(scene) is None:
        return Kind.CHAT
    if kinds.moves_money(text) and not scene.villages.hits and not scene.households:
        return Kind.FUND
    return Kind.VISIT if _says_where_or_what(scene) or is_field_work(text) else Kind.CHAT


def _without_visit(text: str, scene: Scene) -> Kind:
    if scene.has(Role.PLANNED, Role.FAILED):
        return Kind.VISIT if _came_in_vain(scene) else Kind.CHAT
    if (kinds.raises_issue(text) or (kinds.requests(text) and not scene.households)) and not _acted(text, scene):
        return Kind.ISSUE
    if kinds.moves_money(text) and not (scene.households or (scene.has(Role.NEED) and scene.villages.hits)):
        return Kind.FUND
    if _tells_of_work(text, scene):
        return Kind.VISIT
    return Kind.QUESTION if _is_search(text, scene) else Kind.CHAT


def _tells_of_work(text: str, scene: Scene) -> bool:
    """Names a village or a household and what was found or done there, though no way to it."""
    if _IS_A_MATTER.search(text) and not scene.has(Role.ACTION, Role.PROMISE):
        return False
    somewhere = bool(scene.villages.hits or scene.villages.candidates or scene.households)
    if somewhere and scene.has(Role.NEED, Role.ACTION, Role.NO_NEED, Role.COMPANY, Role.PROMISE):
        return True
    return bool(scene.villages.hits and not others_come(scene.bare)) and (
        is_well(text) or "了" in text or _IS_A_TALLY.fullmatch(scene.bare) is not None
    )


def _came_in_vain(scene: Scene) -> bool:
    """今天去埔中村没见到陈伯，他老伴说缺药: one was there, and heard or did something."""
    heard = scene.has(Role.NEED, Role.ACTION) and not scene.has(Role.PLANNED)
    return heard and any(in_vain(scene, span.start) for span in scene.of(Role.FAILED))


_IS_A_MATTER = re.compile(
    r"[^,。;]{4,}(?:的(?:事情?|问题)|[那这]件?事)[,:\s]?[^,。;]{0,6}(?:所|局|站|办|公司|里|府|部门|厂|书记|主任|镇长|领导|会)"
    r"(?:那边|已经?|都)?(?:说|讲|答复|表示|回复|答应)"
)
"""埔中村3户缺水的事，水利所说下周来修: news of a matter that is known, told by somebody else."""
_IS_A_TALLY = re.compile(
    r"(?=.*■)(?=.*[户家人位名])(?:[■□▣,、。;:\s和及]|(?:走访?|入户|看)了?|[上下]午|中午|晚上|(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})(?:多|来)?(?:户|家|人|位|名)"
    r"(?:人家?|村民|农户|[茶果菜]农|老人|老?党员|陶瓷厂|厂|企业|店|合作社|大户|(?:贫困|脱贫|监测|低保|困难)户)?)+"
)
"""昨天埔中村2户，今天坑前村3户: days, villages and numbers, and nothing else."""


def _is_search(text: str, scene: Scene) -> bool:
    """A policy matter is named, of nowhere and of nobody, and nothing was done, promised or said of today."""
    told = scene.has(Role.ACTION, Role.PROMISE, Role.COMPANY, Role.VISIT)
    return kinds.names_policy(text) and not (told or scene.villages.hits or scene.households or scene.mentions)


def _says_where_or_what(scene: Scene) -> bool:
    """今天跑了一天好累 tells of no visit."""
    villages = scene.villages
    named = (*villages.hits, *villages.candidates, *villages.unknown, *scene.households, *scene.places)
    return bool(named) or scene.has(*_CAME_OF_IT) or count_said(scene) is not None


def _acted(text: str, scene: Scene) -> bool:
    """请交通局答复 asks for an act and is none; 请专家看了 is one."""
    acts = (span.of(text) for span in scene.of(Role.ACTION))
    return any(not re.match(r"[请求盼望]", act) or re.search(r"[了过](?:.{0,4})$", act) for act in acts)


def _without_slots(said: str, kind: Kind, scene: Scene, days: tuple[date, ...], today: date) -> Understanding:
    soon = day_ahead(scene, today) if kind is Kind.CHAT else None
    return Understanding(
        said,
        kind,
        dates=days,
        planned_on=planned_day(scene, today) or soon,
        unmade=kind is Kind.CHAT and (soon is not None or _tells_of_no_visit(scene)),
        ahead=soon,
        impossible=scene.found.impossible,
    )


def _tells_of_no_visit(scene: Scene) -> bool:
    """A plan or a failure to go, where it names the place or the work; 会议取消了 and 我要去开会了 do not."""
    if not scene.has(Role.PLANNED, Role.FAILED):
        return False
    villages = scene.villages
    named = (*villages.hits, *villages.candidates, *villages.unknown, *scene.households, *scene.places)
    if named or is_field_work(scene.text):
        return True
    return scene.has(Role.FAILED) and (goes(scene.bare) or "去" in scene.text)


def _understood(said: str, kind: Kind, scene: Scene, villages: Villages, today: date) -> Understanding:
    days = tuple(dict.fromkeys(scene.single_days(kind)))
    if kind is not Kind.VISIT:
        return _without_slots(said, kind, scene, days, today)
    hits = _visited(scene, today)
    hit = hits[0] if hits else None
    counted = count_said(scene)
    return Understanding(
        said=said,
        kind=kind,
        visited_on=visit_day(scene, today),
        village=hit.village.name if hit else None,
        household=household_of(scene),
        place=place_of(scene),
        needs=need_texts(scene),
        actions=action_texts(scene),
        promises=promises_of(scene),
        companions=companion_texts(scene),
        count=counted.number if counted else None,
        households_counted=counted is None or counted.of_households,
        dates=days,
        village_said=_village_said(scene, hit),
        village_town=hit.village.town if hit else None,
        village_candidates=villages.candidates,
        more_villages=_more(scene, today),
        ahead=day_ahead(scene, today),
        impossible=scene.found.impossible,
    )


def _more(scene: Scene, today: date) -> tuple[str, ...]:
    """The villages visited after the first; 埔坪村的人 who came were not visited."""
    hits = _visited(scene, today)
    others = [hit for hit in hits[1:] if not _OF_PEOPLE.match(scene.text, hit.end)]
    return tuple(dict.fromkeys(hit.village.name for hit in others if hit.village != hits[0].village))


_OF_PEOPLE = re.compile(r"(?:那边)?(?:的人|人(?!家)|来的|过来)")


_SHARED = re.compile(r"(?:[^,。;]{0,4}(?:都|均)|[两三四五几各]个?村|大家)")
_OF_ITS_OWN = (Role.NEED, Role.ACTION, Role.NO_NEED, Role.PROMISE)


def _first_of_several(scene: Scene, today: date, places: Places) -> Scene | None:
    """What is said of the first of several visits, where each has a day, a household or facts of its own.

    昨天去了埔中村陈伯家，今天去埔坪村李伯家 are two; 上午去埔坪村，下午去坑前村，都说路烂 is told of both, and None.
    """
    hits = _visited(scene, today)
    other = next((hit for hit in hits if hit.village != hits[0].village), None)
    if other is None:
        return None
    cut = next(clause.span.start for clause in scene.clauses if clause.span.holds(other.start))
    if cut <= hits[0].end or any(_SHARED.match(span.of(scene.bare)) for span in scene.of(*Role) if span.start > cut):
        return None
    if not _is_another_visit(scene, hits[0].end, cut):
        return None
    text = scene.text[:cut]
    villages = find_villages(text, scene.town or None, places)
    return scene_of(text, scene.said[:cut], find_in_plain(text, text, today), villages, today, scene.town)


def _is_another_visit(scene: Scene, start: int, cut: int) -> bool:
    """Something was told of the first before the other begins, or that has a day or a household of its own."""
    if any(start <= span.start < cut for span in scene.of(*_OF_ITS_OWN)):
        return True
    days = {m.days(Direction.PAST).single for m in scene.mentions}
    homes = [home for home in scene.households if home.start >= cut]
    dated = any(m.start >= cut for m in scene.mentions) and len(days) > 1
    return dated or bool(homes and len(homes) < len(scene.households))


def _visited(scene: Scene, today: date) -> list[VillageHit]:
    """The villages one was in; also where somebody was not met, or fewer were seen than planned."""
    hits = [hit for hit in scene.villages.hits if not scene.in_role(hit.start, Role.FAILED, Role.PLANNED)]
    if hits or planned_day(scene, today):
        return hits
    return [
        hit for hit in scene.villages.hits if not scene.in_role(hit.start, Role.FAILED) or in_vain(scene, hit.start)
    ]


def _village_said(scene: Scene, hit: VillageHit | None) -> str | None:
    """The words the village was read from, else a name that is no village's."""
    if hit:
        return scene.said[hit.start : hit.end]
    return scene.villages.unknown[0].of(scene.said) if scene.villages.unknown else None
