"""The question matcher: `Matcher(entries).match(question)`; a leaf that knows no chat and no database."""

from knowledge.matching.deciding import Decision, asks_back
from knowledge.matching.matcher import Candidate, Match, Matcher

__all__ = ["Candidate", "Decision", "Match", "Matcher", "asks_back"]
