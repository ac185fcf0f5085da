"""A town (镇), street (街道) or farm (林场), and what is known of the team stationed there."""

from dataclasses import dataclass

UNKNOWN = "未知"


@dataclass(frozen=True)
class Town:
    """One unit at the level of a town.

    `kind`: 镇, 街道, 林场 or 类似乡级单位. `town_class`: 重点帮扶镇, 巩固提升镇, 先行示范, 未知 or 不适用; no list by
    town was ever published, so `class_inferred` says that ours follows from who leads the team. `lead_unit` is
    empty where no source names it. `also` holds other names in use.
    """

    name: str
    code: str
    district: str
    kind: str
    town_class: str
    lead_level: str
    lead_unit: str | None
    has_team: bool
    class_inferred: bool = False
    also: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The name without its kind, as people say it: 上饶镇 → 上饶."""
        return self.name.removesuffix(self.kind)
