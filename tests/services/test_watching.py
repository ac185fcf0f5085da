"""The overlay on disk follows the editions, hand-made changes become editions, and nothing bad is ever taken up."""

from pathlib import Path

import pytest

from knowledge.complaints import KnowledgeError
from services.editions import Latest
from services.hours import Hours
from services.watching import Look, Watch
from tests.library import FUNDS, small_house

BEES = "- id: bees\n  question: 能养蜂吗？\n  answer: 可以。\n"
TEA = "- id: tea\n  question: 能种茶吗？\n  answer: 可以。\n"
EMPTY = Latest(1, {})


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return small_house(tmp_path / "shipped", monkeypatch) / "entries"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "knowledge"


def test_an_edition_is_written_to_disk_and_its_going_is_followed(folder: Path) -> None:
    watch = Watch(folder, Hours())
    shelf = watch.open(EMPTY)
    look = watch.look(Latest(2, {"mine.yaml": BEES}), shelf.knowledge)
    assert look is not None
    assert look.knowledge is not None
    assert "bees" in look.knowledge.base.entries
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == BEES
    look = watch.look(Latest(3, {}), look.knowledge)
    assert look is not None
    assert look.knowledge is not None
    assert "bees" not in look.knowledge.base.entries
    assert not (folder / "mine.yaml").exists()


def test_nothing_is_built_while_nothing_changes(folder: Path) -> None:
    watch = Watch(folder, Hours())
    shelf = watch.open(EMPTY)
    assert watch.look(EMPTY, shelf.knowledge) is None
    assert watch.look(EMPTY, shelf.knowledge) is None


def test_a_second_process_on_the_same_folder_takes_it_up_too(folder: Path) -> None:
    first, second = Watch(folder, Hours()), Watch(folder, Hours())
    shelves = [first.open(EMPTY), second.open(EMPTY)]
    for watch, shelf in zip((first, second), shelves, strict=True):
        look = watch.look(Latest(2, {"mine.yaml": BEES}), shelf.knowledge)
        assert look is not None
        assert look.edited is None
        assert look.knowledge is not None
        assert "bees" in look.knowledge.base.entries


def test_a_second_machine_with_a_folder_of_its_own_gets_the_files_from_the_edition(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    shelf = Watch(folder, Hours()).open(Latest(5, {"mine.yaml": BEES}))
    assert "bees" in shelf.knowledge.base.entries
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == BEES


def test_what_was_changed_by_hand_is_handed_over_to_be_an_edition(folder: Path) -> None:
    watch = Watch(folder, Hours())
    shelf = watch.open(EMPTY)
    (folder / "mine.yaml").write_text(BEES, encoding="utf-8")
    look = watch.look(EMPTY, shelf.knowledge)
    assert look is not None
    assert look.edited == {"mine.yaml": BEES}
    watch.recorded(Latest(2, {"mine.yaml": BEES}))
    assert watch.look(Latest(2, {"mine.yaml": BEES}), shelf.knowledge) is None


def test_what_was_changed_by_hand_while_the_assistant_slept_is_found_at_the_start(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(BEES, encoding="utf-8")
    watch = Watch(folder, Hours())
    shelf = watch.open(EMPTY)
    assert "bees" in shelf.knowledge.base.entries
    look = watch.look(EMPTY, shelf.knowledge)
    assert look is not None
    assert look.edited == {"mine.yaml": BEES}


def test_an_edition_made_meanwhile_wins_and_the_hand_made_change_is_laid_aside(folder: Path) -> None:
    watch = Watch(folder, Hours())
    shelf = watch.open(EMPTY)
    (folder / "mine.yaml").write_text(BEES, encoding="utf-8")
    look = watch.look(Latest(2, {"tea.yaml": TEA}), shelf.knowledge)
    assert look is not None
    assert look.knowledge is not None
    assert {"tea"} == look.knowledge.base.entries.keys() - shelf.knowledge.base.entries.keys()
    assert (folder / "changed-by-hand-after-1" / "mine.yaml").read_text(encoding="utf-8") == BEES


def test_a_bad_overlay_at_the_start_leaves_the_shipped_answers_and_is_complained_of_once(folder: Path) -> None:
    watch = Watch(folder, Hours())
    shelf = watch.open(Latest(2, {"mine.yaml": BEES + BEES}))
    assert "fund-uses" in shelf.knowledge.base.entries
    latest = Latest(2, {"mine.yaml": BEES + BEES})
    look = watch.look(latest, shelf.knowledge)
    assert look is not None
    assert (look.knowledge, [one.file for one in look.complaints]) == (None, ["mine.yaml"])
    assert watch.look(latest, shelf.knowledge) is None


def test_a_file_in_another_encoding_is_complained_of(folder: Path) -> None:
    watch = Watch(folder, Hours())
    shelf = watch.open(EMPTY)
    (folder / "mine.yaml").write_bytes(BEES.encode("gb18030"))
    look = watch.look(EMPTY, shelf.knowledge)
    assert look is not None
    assert look.knowledge is None
    assert "不是 UTF-8 编码" in look.complaints[0].trouble


def test_a_file_mended_is_taken_up(folder: Path, shipped: Path) -> None:
    watch = Watch(folder, Hours())
    shelf = watch.open(EMPTY)
    (shipped / "funds.yaml").write_text(FUNDS.replace("[S1]", "[S8]"), encoding="utf-8")
    bad = watch.look(EMPTY, shelf.knowledge)
    assert bad is not None
    assert bad.complaints
    (shipped / "funds.yaml").write_text(FUNDS.replace("产业、", "道路、"), encoding="utf-8")
    good: Look | None = watch.look(EMPTY, shelf.knowledge)
    assert good is not None
    assert good.knowledge is not None
    assert "道路、" in good.knowledge.base.entries["fund-uses"].answer


def test_bad_shipped_files_refuse_the_start(folder: Path, shipped: Path) -> None:
    (shipped / "funds.yaml").write_text("- id: [", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        Watch(folder, Hours()).open(EMPTY)


@pytest.mark.parametrize("mark", ["", "{", "[]", '{"number": "x"}', '{"number": 7, "hashes": []}'])
def test_a_spoilt_mark_is_as_good_as_none(folder: Path, mark: str) -> None:
    folder.mkdir(parents=True)
    (folder / ".edition.json").write_text(mark, encoding="utf-8")
    assert "fund-uses" in Watch(folder, Hours()).open(EMPTY).knowledge.base.entries
