"""The question matcher: `Matcher(entries).match(question)`; a leaf that knows no chat and no database."""

import os

# One question is a small product of a vector and a matrix: a second BLAS thread only waits for the first, and where
# the process has one core they fight over it (six times slower). Must stand before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from knowledge.matching.deciding import Decision, asks_back
from knowledge.matching.matcher import Candidate, Match, Matcher

__all__ = ["Candidate", "Decision", "Match", "Matcher", "asks_back"]
