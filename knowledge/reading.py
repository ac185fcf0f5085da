"""Reads the files of a knowledge base into entries, facts and sources, and gathers what is wrong with them."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.base import Entry
from knowledge.checks import Placed
from knowledge.complaints import Complaint
from knowledge.validation import complaints_of
from knowledge.yaml_reader import YamlComplaint, YamlPath, YamlText, remembered_text

Files: TypeAlias = Mapping[str, bytes]
Row = TypeVar("Row", bound=BaseModel)


class Reading:
    """Reads file after file; what cannot be read is left out and complained of in `found`."""

    def __init__(self) -> None:
        self.found: list[Complaint] = []

    def entries(self, files: Files) -> Iterator[Placed]:
        """The entries of files that are lists of them."""
        for name, content in files.items():
            said = self._text(name, content)
            if said and isinstance(said.value, list):
                yield from self._listed(name, said, said.value)
            elif said and said.value is not None:
                self._complain(name, "文件应是一条条以“- id:”开头的条目", "请在每个条目前加“- ”")

    def rows(self, files: Files, model: type[Row]) -> Iterator[Row]:
        """The rows of files that map an id to its fields, as sources.yaml and facts.yaml do."""
        for name, content in files.items():
            said = self._text(name, content)
            if said and isinstance(said.value, dict):
                for key, value in said.value.items():
                    row = {"id": key, **value} if isinstance(value, dict) else value
                    yield from self._checked(row, model, name, key, said, (key,))
            elif said and said.value is not None:
                self._complain(name, "文件应是“编号: 内容”的对应表", "请照已有的写法改")

    def _listed(self, name: str, said: YamlText, values: list[object]) -> Iterator[Placed]:
        for index, value in enumerate(values):
            key = str(value.get("id") or "") if isinstance(value, dict) else ""
            for entry in self._checked(value, Entry, name, key, said, (index,)):
                yield Placed(entry, name, said, index)

    def _checked(
        self, value: object, model: type[Row], name: str, key: str, said: YamlText, at: YamlPath
    ) -> Iterator[Row]:
        """The row, once; one that is wrong only in having strange keys is used without them."""
        if isinstance(value, dict):
            for strange in value.keys() - model.model_fields.keys():
                trouble, mend = f"不认识“{strange}”这一项", "请检查拼写，或删去这一行"
                self.found.append(Complaint(name, said.line((*at, strange)), key, trouble, mend, grave=False))
            value = {field: value[field] for field in model.model_fields if field in value}
        try:
            yield model.model_validate(value)
        except ValidationError as error:
            self.found += complaints_of(error, name, key, said, at)

    def _text(self, name: str, content: bytes) -> YamlText | None:
        try:
            return remembered_text(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self._complain(name, "不是 UTF-8 编码", "请另存为 UTF-8")
        except YamlComplaint as complaint:
            self._complain(name, complaint.trouble, "请改好这一行再试", complaint.line)
        return None

    def _complain(self, name: str, trouble: str, mend: str, line: int = 1) -> None:
        self.found.append(Complaint(name, line, "", trouble, mend))
