"""Whatever is sent as a knowledge file, it is read, or refused with complaints; nothing else ever comes of it."""

import contextlib
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.overlays import merging, shipped_texts
from services import editions, uploads
from services.editions import KnowledgeRefused
from tests.library import small_house

# fmt: off
PIECES = [
    "- ", "id: a\n", "  question: 问？\n", "  answer: 答。\n", "  variants: [甲, 乙]\n", "  answer: |\n",
    "    第一行\n", "\n", "#注\n", "&x ", "*x", "!!python/object ", "{", "}", "[", "]", ": ", "? ", "| ", "> ",
    "\t", '"', "'", "---\n", "...\n", "null", "2026-13-01", "  category: 资金\n", "  related: [a]\n", "  public: no\n",
    "  details: {steps: 一}\n", "  by_town: 3\n", "\u202e", "\ufeff", "😀", "  valid_until: 2020-01-01\n",
    "  <<: {a: 1}\n", "  facts: F1\n", "- id: [1]\n", "0x1F", "1e999", "\x85", "\u2028",
]
# fmt: on


@pytest.fixture(scope="module", autouse=True)
def _small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        small_house(tmp_path_factory.mktemp("house") / "shipped", patch)
        yield


def outcome(content: bytes) -> None:
    """What the chat does with a file, without the chat."""
    draft = uploads.read(content)
    if draft.complaint:
        assert draft.complaint.trouble
        assert draft.complaint.line >= 1
        return
    with contextlib.suppress(KnowledgeRefused):
        editions.tried({"sent.yaml": draft.text})
        editions.tried(merging({}, shipped_texts(), "sent.yaml", draft.text))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_mixture_of_yaml_is_taken_or_refused(text: str) -> None:
    outcome(text.encode("utf-8", errors="surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_taken_or_refused(content: bytes) -> None:
    outcome(content)


@pytest.mark.parametrize(
    "content",
    [
        b"- " * 500_000,
        b"a: &a " + b"[x]\n" + b"b: [*a]\n" * 100_000,
        b"{" * 100_000,
        b"- id: a\n" * 200_000,
        b"\n".join(b"k%d: v" % number for number in range(100_000)),
        b"'" + b"a" * 1_900_000,
        "- id: 长\n  question: 问？\n  answer: ".encode() + "字".encode() * 600_000,
    ],
    ids=["deep", "bomb", "braces", "many entries", "many keys", "open quote", "one long answer"],
)
def test_two_megabytes_of_mischief_are_over_in_seconds(content: bytes) -> None:
    began = time.process_time()
    outcome(content[: uploads.MOST_BYTES])
    assert time.process_time() - began < 20


def test_beyond_two_megabytes_nothing_is_read() -> None:
    draft = uploads.read(b"#" * (uploads.MOST_BYTES + 1))
    assert draft.complaint is not None
    assert "超过2MB" in draft.complaint.trouble
