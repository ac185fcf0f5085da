"""What a sentence of the teams means: a visit with its day, village, needs and promises, a question, an issue …"""

from services.understanding.corrections import UNDO, Correction, correction_of
from services.understanding.note import Kind, Promise, Understanding
from services.understanding.reading import read

__all__ = ["UNDO", "Correction", "Kind", "Promise", "Understanding", "correction_of", "read"]
