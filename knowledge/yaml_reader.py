"""Reads YAML without the surprises of YAML 1.1, and remembers on which line each value stood."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import yaml

YamlPath: TypeAlias = tuple[str | int, ...]


class YamlComplaint(Exception):
    """A file cannot be read; `line` is counted from 1 and `trouble` is a sentence for its author."""

    def __init__(self, trouble: str, line: int) -> None:
        super().__init__(f"第{line}行：{trouble}")
        self.trouble = trouble
        self.line = line


@dataclass(frozen=True)
class YamlText:
    """What a file says, and the line (from 1) of every value by its path."""

    value: object
    lines: dict[YamlPath, int]

    def line(self, path: YamlPath) -> int:
        """The line of this value, or of the nearest value above it that the file really has."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Loader(yaml.CSafeLoader):
    """Without 18:00 = 1080, on = True, 0350 = 232; true and false are the only booleans.

    The loader in C reads ten times as fast; it would overrun its stack on deep nesting, hence _DEEPEST.
    """


_DEEPEST = 50


_KEPT = {
    "tag:yaml.org,2002:bool": r"^(?:true|false)$",
    "tag:yaml.org,2002:int": r"^-?(?:0|[1-9][0-9]*)$",
    "tag:yaml.org,2002:float": r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$",
    "tag:yaml.org,2002:null": r"^(?:null|~|)$",
    "tag:yaml.org,2002:timestamp": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}


def _resolvers() -> None:
    _Loader.yaml_implicit_resolvers = {}
    starts = {
        "bool": "tf",
        "int": "-0123456789",
        "float": "-0123456789",
        "null": ["n", "~", ""],
        "timestamp": "0123456789",
    }
    for tag, pattern in _KEPT.items():
        _Loader.add_implicit_resolver(tag, re.compile(pattern), list(starts[tag.rsplit(":", 1)[1]]))


_resolvers()


def read_text(text: str) -> YamlText:
    """The value and the lines of a YAML text.

    Refuses (YamlComplaint) what does not parse, a key written twice, aliases (they hide loops and bombs),
    tags, dates that do not exist, and more than one document.
    """
    lines: dict[YamlPath, int] = {}
    try:
        _refuse_traps(text)
        node = yaml.compose(text, Loader=_Loader)
        value = None if node is None else _built(node, (), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlComplaint(f"YAML 格式不对：{_trouble(error, text)}", mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        raise YamlComplaint("文件里有不能识别的字符", 1) from error
    return YamlText(value, lines)


@lru_cache(maxsize=64)
def remembered_text(text: str) -> YamlText:
    """Like read_text, for texts that are asked for again and again; what comes back must not be changed."""
    return read_text(text)


_TROUBLES = {
    "mapping values are not allowed": "这一行的冒号多了，或缩进不对；文字里有冒号时请用引号括起来",
    "could not find expected ':'": "这一行少了冒号，或上一行的引号没有写完",
    "did not find expected ',' or ']'": "方括号没有写完，或里面少了逗号",
    "did not find expected ',' or '}'": "花括号没有写完，或里面少了逗号",
    "did not find expected": "缩进不对，请与上面同一级的行对齐",
    "found a tab character": "行首用了制表符（Tab），请改用空格",
    "cannot start any token": "这里不能用这个字符开头（例如 @、`、%），请用引号括起来",
    "unexpected end of stream": "引号没有写完",
    "found another document": "一个文件里只能有一份内容，请删去单独一行的“---”",
}


def _trouble(error: yaml.MarkedYAMLError, text: str) -> str:
    """What libyaml says, in the words of someone who edits answers rather than YAML."""
    problem = error.problem or ""
    if "cannot start any token" in problem and _is_tab(error.problem_mark, text):
        problem = "found a tab character"  # libyaml calls it so only where the line goes on with a comment
    return next((said for known, said in _TROUBLES.items() if known in problem), f"解析不了（{problem}）")


def _is_tab(mark: yaml.Mark | None, text: str) -> bool:
    lines = text.splitlines()
    return mark is not None and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]


def _refuse_traps(text: str) -> None:
    """Walks the text once before anything is built: no aliases, no tags, no nesting beyond _DEEPEST."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise YamlComplaint("这里用了 * 引用；请把内容直接写出来", line)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            raise YamlComplaint("不认识以“!”开头的标记，请删去", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise YamlComplaint("层次太深，请减少嵌套", line)


def read_file(path: Path) -> YamlText:
    """Like read_text for a UTF-8 file; a file in another encoding is a YamlComplaint too."""
    try:
        return read_text(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise YamlComplaint("不是 UTF-8 编码；请另存为 UTF-8", 1) from error


def _built(node: yaml.Node, path: YamlPath, lines: dict[YamlPath, int]) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _built_mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_built(child, (*path, index), lines) for index, child in enumerate(node.value)]
    return _built_scalar(node)


def _built_mapping(node: yaml.MappingNode, path: YamlPath, lines: dict[YamlPath, int]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlComplaint("冒号前面应是一个词", key_node.start_mark.line + 1)
        key = str(key_node.value)
        if key in result:
            raise YamlComplaint(f"“{key}”写了两遍", key_node.start_mark.line + 1)
        result[key] = _built(value_node, (*path, key), lines)
    return result


def _built_scalar(node: yaml.Node) -> object:
    try:
        return _Loader("").construct_object(node)
    except ValueError as error:
        said = f"“{node.value[:40]}”不是有效的值（日期要真有这一天，数字不能太长）"
        raise YamlComplaint(said, node.start_mark.line + 1) from error
