"""Which village a sentence means."""

from datetime import date

import pytest

from knowledge.places import shipped
from services.understanding import Understanding, read


def _read(said: str, town: str) -> Understanding:
    return read(said, date(2026, 11, 25), town, shipped())


@pytest.mark.parametrize(
    ("town", "said", "village"),
    [
        ("上饶镇", "今天去埔中村看水井", "埔中村"),
        ("上饶镇", "今天去埔中看水井", "埔中村"),
        ("上饶镇", "昨天去了铺中村,黄婶家房子渗水", "埔中村"),
        ("新圩镇", "走访长斌村，没灯", "长彬村"),
        ("新圩镇", "到长斌看了看，没灯", "长彬村"),
        ("凤凰镇", "去乌栋村看古茶树", "乌岽村"),
        ("凤凰镇", "去烏崬村看古茶樹", "乌岽村"),
        ("饶洋镇", "入户蓝屋畲族村蓝大姐家，没校车", "蓝屋畬族村"),
        ("浮滨镇", "昨天走访大榕铺村3家茶农，都想学直播", "大榕铺村"),
        ("浮滨镇", "昨天走访大榕铺村3家茶农，都想学直播；大榕村没来得及去", "大榕铺村"),
        ("浮洋镇", "昨天到大吳村看泥塑工坊，沒人學", "大吴村"),
        ("龙湖镇", "龙湖社区几间老厝漏水严重，今天去看了", "龙湖社区"),
        ("归湖镇", "归湖神前村今天入户3户，缺冷库", "神前村"),
        ("樟溪镇", "在青兰村入户5户，缺水", "青岚村"),
        ("三饶镇", "上礼拜四去溪西看路，塌方还没修", "溪西村"),
        ("饶洋镇", "名杨村水东片今天停电，入户3户", "名扬村"),
    ],
)
def test_a_village_is_found_in_full_shortened_misspelt_or_by_sound(town: str, said: str, village: str) -> None:
    assert _read(said, town).village == village


def test_what_was_read_is_told_beside_the_name_it_was_taken_for() -> None:
    visit = _read("昨天去了铺中村,黄婶家房子渗水", "上饶镇")
    assert (visit.village, visit.village_said) == ("埔中村", "铺中村")


def test_a_village_of_another_town_is_taken_only_in_full_and_says_whose_it_is() -> None:
    visit = _read("今天去埔中村交流，缺水", "新圩镇")
    assert (visit.village, visit.village_town) == ("埔中村", "上饶镇")
    assert _read("今天去埔中看水井，缺水", "新圩镇").village is None


def test_the_own_village_goes_before_one_of_the_same_name_elsewhere() -> None:
    assert _read("今天去田中村，缺水", "新圩镇").village_town == "新圩镇"
    assert _read("今天去田中村，缺水", "凤新街道").village_town == "凤新街道"


def test_a_name_several_other_towns_have_stays_open_with_its_candidates() -> None:
    visit = _read("今天走访东山村，缺水", "上饶镇")
    assert visit.village is None
    assert {village.town for village in visit.village_candidates} == {"归湖镇", "东山镇", "新塘镇"}


def test_a_slip_that_fits_two_villages_is_not_guessed() -> None:
    visit = _read("今天去石善村走访3户，缺水", "上饶镇")
    assert visit.village is None
    assert {"上善村", "下善村"} <= {village.name for village in visit.village_candidates}


@pytest.mark.parametrize(
    ("town", "said"),
    [
        ("浮山镇", "今天全村停电，入户3户"),
        ("铁铺镇", "今天走访贫困村3户，缺水"),
        ("饶洋镇", "安全检查走了3户，缺水"),
        ("新圩镇", "没空下村"),
        ("黄冈镇", "新农村建设今天看了看，缺钱"),
    ],
)
def test_a_common_word_is_no_village(town: str, said: str) -> None:
    visit = _read(said, town)
    assert (visit.village, visit.village_candidates) == (None, ())


def test_both_villages_of_one_way_are_kept() -> None:
    visit = _read("11月24去水南,溪背楼也顺路看了,都缺垃圾车", "饶洋镇")
    assert (visit.village, visit.more_villages) == ("水南村", ("溪背楼村",))
