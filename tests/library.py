"""A knowledge base of a few entries in place of the shipped one, and an office that takes up every change of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import entries
from knowledge.duties import DutyBook
from services.editions import Latest
from services.hours import Hours
from services.watching import Watch
from tests.office import Office, knowledge, opened

FUNDS = """# 资金口径由办公室维护
- id: fund-uses
  question: 帮扶资金能用在哪里？
  variants:
    - 钱怎么花
    - 经费能干啥
  answer: |
    用于产业、基础设施和公共服务。
  details:
    materials: 项目申请书、预算表
    steps: |
      先由村提出。
      镇审核后7个工作日内批复。
  category: 资金
  facts: [F1]
  sources: [S1]
  valid_from: 2021-01-01
  valid_until: 2026-12-31
  checked_on: 2026-11-22
  related: [temporary-relief]

- id: fund-inside
  question: 内部结余怎么处理？
  answer: 报指挥部研究。
  category: 资金
  public: false
"""
RELIEF = """- id: temporary-relief
  question: 临时救助怎么申请？
  variants:
    - 家里突然遭灾怎么救助
  answer: 向镇政府提出申请。
  category: 救助与信访
  sources: [S1]
  checked_on: 2026-11-22
"""
SOURCES = "S1:\n  title: 示例办法\n  number: 示例〔2021〕1号\n  grade: A\n"
FACTS = "F1:\n  text: 用途三类。\n  mark: stored\n  grade: A\n  sources: [S1]\n"


def small_house(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From now on these few entries are what is shipped."""
    (folder / "entries").mkdir(parents=True)
    (folder / "entries" / "funds.yaml").write_text(FUNDS, encoding="utf-8")
    (folder / "entries" / "relief.yaml").write_text(RELIEF, encoding="utf-8")
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    monkeypatch.setattr(entries, "HERE", folder)
    return folder


@asynccontextmanager
async def library(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """An office over the small house, its overlay in `folder`/data."""
    knowledge()  # kept for all tests, so it must have read the real files before others take their place
    small_house(folder / "shipped", monkeypatch)
    shelf = Watch(folder / "data", Hours()).open(Latest(1, {}))
    known = replace(shelf.knowledge, duties=DutyBook({}))
    async with opened(url, known=known, overlay=folder / "data") as office:
        yield office
