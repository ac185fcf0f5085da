"""The commands and the menu button a person finds beside the text field, per scope."""

from dataclasses import dataclass, field

from emulator.jsontext import Json


@dataclass(slots=True)
class Menu:
    """What was set for one place: commands of a scope and language, or the button of a chat."""

    place: str
    commands: list[Json] = field(default_factory=list)
    button: Json | None = None

    @property
    def empty(self) -> bool:
        """Nothing is set here."""
        return not self.commands and self.button is None
