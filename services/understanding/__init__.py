"""What a sentence of the teams means: a visit with its day, village, needs and promises, a question, an issue …"""

from services.understanding.note import Kind, Promise, Understanding
from services.understanding.reading import read

__all__ = ["Kind", "Promise", "Understanding", "read"]
