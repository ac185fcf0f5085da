"""All towns and villages, read from the files beside this one."""

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from knowledge.places.nearest import nearest
from knowledge.places.town import UNKNOWN, Town
from knowledge.places.village import Village
from knowledge.yaml_reader import YamlComplaint, read_file

_HERE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Places:
    """Chaozhou's towns in official order, and its villages.

    Compared by identity, so that an index can be kept for it.
    """

    towns: tuple[Town, ...]
    villages: tuple[Village, ...]
    _by_name: dict[str, Town] = field(init=False, repr=False)
    _villages_by_town: dict[str, tuple[Village, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = {name: town for town in self.towns for name in (town.short, *town.also, town.name)}
        object.__setattr__(self, "_by_name", names)
        by_town: dict[str, tuple[Village, ...]] = {}
        for village in self.villages:
            by_town[village.town] = (*by_town.get(village.town, ()), village)
        object.__setattr__(self, "_villages_by_town", by_town)

    @property
    def teams(self) -> tuple[Town, ...]:
        """The units with a stationed team: 41 towns, 3 streets, 1 farm."""
        return tuple(town for town in self.towns if town.has_team)

    def town(self, name: str) -> Town | None:
        """The town of this name, also without 镇 or under another name in use (枫溪区); None where there is none."""
        return self._by_name.get(name.strip())

    def villages_of(self, town: str) -> tuple[Village, ...]:
        """The villages of the town of this name; none for a town that is unknown."""
        known = self.town(town)
        return self._villages_by_town.get(known.name if known else town, ())

    def nearest_towns(self, said: str) -> list[str]:
        """At most three names of towns that may be meant, the likeliest first: 上绕镇 → 上饶镇."""
        known = self.town(said)
        return [known.name] if known else nearest(said, tuple(town.name for town in self.towns))


@cache
def shipped() -> Places:
    """The places that come with the project."""
    return load(_HERE)


def load(folder: Path) -> Places:
    """Reads towns.yaml and villages.csv; YamlComplaint where a town lacks what every town has."""
    return Places(_towns(folder / "towns.yaml"), _villages(folder / "villages.csv"))


def _towns(path: Path) -> tuple[Town, ...]:
    text = read_file(path)
    towns: list[Town] = []
    for index, district in enumerate(_list(text.value, 1)):
        line = text.line((index,))
        name = _text(district, "district", line)
        for at, unit in enumerate(_list(_mapping(district, line).get("units"), line)):
            towns.append(_town(_mapping(unit, line), name, text.line((index, "units", at))))
    return tuple(towns)


def _town(unit: dict[object, object], district: str, line: int) -> Town:
    lead, also = unit.get("lead_unit"), unit.get("also", [])
    return Town(
        name=_text(unit, "name", line),
        code=_text(unit, "code", line),
        district=district,
        kind=_text(unit, "kind", line),
        town_class=_text(unit, "class", line),
        lead_level=str(unit.get("lead_level", UNKNOWN)),
        lead_unit=lead if isinstance(lead, str) else None,
        has_team=unit.get("team") is True,
        class_inferred=unit.get("class_inferred") is True,
        also=tuple(str(name) for name in _list(also, line)),
    )


def _villages(path: Path) -> tuple[Village, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(Village(row["village"], row["town"], row["district"]) for row in csv.DictReader(file))


def _list(value: object, line: int) -> list[object]:
    if isinstance(value, list):
        return value
    raise YamlComplaint("这里应是一个列表", line)


def _mapping(value: object, line: int) -> dict[object, object]:
    if isinstance(value, dict):
        return value
    raise YamlComplaint("这里应写成“名称: 值”", line)


def _text(value: object, key: str, line: int) -> str:
    found = _mapping(value, line).get(key)
    if isinstance(found, str) and found:
        return found
    raise YamlComplaint(f"缺少“{key}”", line)
