"""Turns pydantic's errors into complaints an editor of knowledge files understands."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.complaints import Complaint
from knowledge.yaml_reader import YamlPath, YamlText

_TROUBLES = {
    "missing": ("缺少“{field}”", "请补上“{field}: …”"),
    "extra_forbidden": ("不认识“{field}”这一项", "请检查拼写，或删去这一行"),
    "string_type": ("“{field}”应是文字", "请写成一句话；冒号或井号多时用引号括起来"),
    "string_too_short": ("“{field}”是空的", "请填写，或删去这一行"),
    "tuple_type": ("“{field}”应是一组", "请写成 [甲, 乙]，或每行一个“- 甲”"),
    "dict_type": ("“{field}”应是“名称: 内容”的对应表", "请照已有的写法改"),
    "model_type": ("这一条不是“名称: 内容”的写法", "请写成 id、question、answer 等各一行"),
    "date_type": ("“{field}”不是日期", "请写成 2026-11-22 这样"),
    "bool_type": ("“{field}”应是 true 或 false", "请改为 true 或 false"),
    "value_error": ("“{field}”写得不对", "{error}"),
    "int_type": ("“{field}”应是整数", "请写成 3 这样"),
    "less_than_equal": ("“{field}”太大", "请改小"),
    "greater_than_equal": ("“{field}”太小", "请改大"),
    "string_too_long": ("“{field}”太长", "请写短一些"),
    "literal_error": ("“{field}”的取值不对", "只能是：{expected}"),
}


def complaints_of(error: ValidationError, file: str, entry: str, said: YamlText, at: YamlPath) -> Iterator[Complaint]:
    """One complaint for each thing pydantic refused; the entry or row cannot be used."""
    for detail in error.errors(include_url=False):
        yield _complaint(detail, file, entry, said, at)


def _complaint(detail: ErrorDetails, file: str, entry: str, said: YamlText, at: YamlPath) -> Complaint:
    kind = detail["type"]
    trouble, mend = _TROUBLES.get(kind, ("“{field}”写得不对", "请照已有的写法改"))
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in detail["loc"])
    facts = detail.get("ctx", {})
    words = {"field": field or entry, "expected": facts.get("expected", ""), "error": facts.get("error", "")}
    line = said.line((*at, *detail["loc"]))
    return Complaint(file, line, entry, trouble.format(**words), mend.format(**words))
