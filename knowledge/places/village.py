"""A village (村) or community (社区) and the town it belongs to."""

import re
from dataclasses import dataclass

_KIND = re.compile(r"(?:虚拟社区|虚拟生活区|生活区|社区|村)$")


@dataclass(frozen=True)
class Village:
    """One village; the same name may occur in several towns."""

    name: str
    town: str
    district: str

    @property
    def short(self) -> str:
        """The name without 村 or 社区, as people say it: 埔中村 → 埔中."""
        return _KIND.sub("", self.name)
