import pytest

from knowledge.matching.normalising import clauses, in_simplified, simplified
from knowledge.matching.numerals import in_digits
from knowledge.matching.pinyin import folded, syllables
from knowledge.matching.words import Words


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("二千万", "2000万"),
        ("两千万", "2000万"),
        ("2000万", "2000万"),
        ("2千万", "2000万"),
        ("一百二十", "120"),
        ("十五天", "15天"),
        ("二〇二六年", "2026年"),
        ("八三二", "832"),
        ("八百三十二", "832"),
        ("壹拾贰万伍仟元整", "12万5000元整"),
        ("百千万工程", "百千万工程"),
        ("队伍", "队伍"),
        ("四议两公开", "4议2公开"),
    ],
)
def test_numbers_are_read_however_they_are_written(said: str, digits: str) -> None:
    assert in_digits(said) == digits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("請問低保怎麼申請？", "低保咋申请"),
        ("２０００万", "二千万"),
        ("６：３：１", "6:3:1"),
        ("麻烦帮我查一下，四议两公开", "四議兩公開"),
        ("ＡＰＰ能不能强推", "app可不可以强推"),
    ],
)
def test_what_means_the_same_is_written_the_same(one: str, other: str) -> None:
    assert clauses(one) == clauses(other)


def test_a_text_of_fillers_alone_keeps_its_words() -> None:
    assert clauses("你好") == ("你好",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhen", "zeng"), ("nan", "lan"), ("shi", "si"), ("chu", "cu"), ("fei", "hui"), ("ren", "len"), ("ping", "pin")],
)
def test_sounds_that_southern_ears_confuse_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_only_traditional_text_is_shown_in_simplified_characters() -> None:
    assert in_simplified("駐鎮幹部") == "驻镇干部"
    assert in_simplified("驻镇干部") is None


@pytest.mark.parametrize(
    ("traditional", "usual"),
    [("不瞭解", "不了解"), ("重覆", "重复"), ("沈船", "沉船"), ("什麼", "什么"), ("什么", "什么")],
)
def test_a_character_that_changes_in_phrases_only_is_changed_there(traditional: str, usual: str) -> None:
    assert simplified(traditional) == usual


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("行", "xing"),
        ("银行卡", "yin hang ka"),
        ("病情和银行卡", "bing qing he yin hang ka"),
        ("有的人", "you de ren"),
        ("有的放矢", "you di fang shi"),
        ("a股12点", "a gu yi er dian"),
    ],
)
def test_a_character_sounds_as_its_phrase_has_it(text: str, sounds: str) -> None:
    assert syllables(text) == tuple(sounds.split())


@pytest.mark.parametrize(
    ("text", "covered"), [("", True), ("怎么办理", True), ("怎么办", True), ("怎么理", False), ("办", False)]
)
def test_words_cover_a_text_however_it_must_be_cut(text: str, covered: bool) -> None:
    assert Words(["怎么", "怎么办", "办理"]).cover(text) is covered


def test_the_longest_word_is_found_first_and_none_overlaps() -> None:
    assert Words(["低保", "低保户", "户口"]).found_in("低保户口和低保") == ["低保户", "低保"]
