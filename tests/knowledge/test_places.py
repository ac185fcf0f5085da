"""The towns and villages the project ships."""

from pathlib import Path

import pytest

from knowledge.places import Places, load, shipped
from knowledge.yaml_reader import YamlComplaint


@pytest.fixture(scope="module")
def places() -> Places:
    return shipped()


def test_there_are_45_teams_in_41_towns_3_streets_and_1_farm(places: Places) -> None:
    kinds = [town.kind for town in places.teams]
    assert {kind: kinds.count(kind) for kind in kinds} == {"镇": 41, "街道": 3, "林场": 1}


def test_every_team_has_villages_to_visit(places: Places) -> None:
    assert [town.name for town in places.teams if not places.villages_of(town.name)] == []


def test_no_town_and_no_code_stands_twice(places: Places) -> None:
    assert len({town.name for town in places.towns}) == len({town.code for town in places.towns}) == len(places.towns)


def test_all_1032_villages_are_kept_also_those_of_units_without_a_team(places: Places) -> None:
    assert len(places.villages) == 1032
    with_team = {town.name for town in places.teams}
    assert {"南春街道", "太平街道", "红山林场"} <= {village.town for village in places.villages} - with_team


def test_a_class_nobody_published_stays_unknown(places: Places) -> None:
    town = places.town("上饶镇")
    assert town is not None
    assert (town.town_class, town.lead_level, town.lead_unit) == ("未知", "未知", None)


@pytest.mark.parametrize(("said", "name"), [("上饶", "上饶镇"), ("枫溪区", "枫溪镇"), (" 万峰林场 ", "万峰林场")])
def test_a_town_is_found_as_people_say_it(places: Places, said: str, name: str) -> None:
    town = places.town(said)
    assert town is not None
    assert town.name == name


@pytest.mark.parametrize(
    ("said", "name"),
    [("上绕镇", "上饶镇"), ("大城镇", "大埕镇"), ("归胡镇", "归湖镇"), ("柘林", "柘林镇"), ("樟西镇", "樟溪镇")],
)
def test_a_wrong_character_in_a_town_is_mended_by_the_likeliest(places: Places, said: str, name: str) -> None:
    assert places.nearest_towns(said)[0] == name


def test_what_resembles_no_town_gets_no_suggestion(places: Places) -> None:
    assert places.nearest_towns("广州市天河区") == []
    assert places.nearest_towns("") == []


def test_a_village_is_listed_only_in_its_own_town(places: Places) -> None:
    assert "埔中村" in [village.name for village in places.villages_of("上饶镇")]
    assert "埔中村" not in [village.name for village in places.villages_of("新圩镇")]
    assert places.villages_of("没有这个镇") == ()


@pytest.mark.parametrize(
    "towns",
    [
        "- district: 甲区\n  units:\n    - {code: '1', kind: 镇, class: 未知, team: true}\n",
        "district: 甲区\n",
        "- 甲区\n",
    ],
)
def test_a_town_without_a_name_is_refused_with_its_line(tmp_path: Path, towns: str) -> None:
    (tmp_path / "towns.yaml").write_text(towns, encoding="utf-8")
    (tmp_path / "villages.csv").write_text("district,town,village\n", encoding="utf-8")
    with pytest.raises(YamlComplaint, match="第"):
        load(tmp_path)
