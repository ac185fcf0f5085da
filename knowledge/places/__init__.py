"""Where the teams work: Chaozhou's towns, streets and farms, and their villages."""

from knowledge.places.places import Places, load, shipped
from knowledge.places.town import Town
from knowledge.places.village import Village

__all__ = ["Places", "Town", "Village", "load", "shipped"]
