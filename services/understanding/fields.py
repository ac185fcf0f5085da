"""Messages written as a form: 时间:… 地点:… 对象:… 诉求:… 措施:…"""

import re
from collections.abc import Iterator

from services.understanding.roles import Role
from services.understanding.spans import Span

_LABELS = {
    "when": "时间 日期 走访时间 走访日期 入户时间",
    "where": "地点 村 村居 村名 走访地点 所在村 村庄 位置 走访村",
    "who": "对象 户主 走访对象 农户 户 受访人 受访户 走访户 人员 姓名 户名 走访人员",
    "with": "同行 同行人 同行人员 陪同 陪同人员 参加 参加人员 随行 走访干部",
    "need": (
        "诉求 问题 困难 需求 反映问题 存在问题 群众诉求 主要诉求 反映 困难诉求 情况反映 意见 建议 "
        "意见建议 存在困难 需要 难题"
    ),
    "act": (
        "措施 处理 办理 已办 做法 处理情况 办理情况 解决措施 处置 帮扶措施 行动 已采取措施 落实情况 当场处理 采取措施"
    ),
    "promise": "承诺 答应 下一步 承诺事项 后续 后续跟进 答复 跟进",
    "told": "情况 内容 走访情况 基本情况 备注 概况 走访内容",
}
_ROLE_OF = {"with": Role.COMPANY, "need": Role.NEED, "act": Role.ACTION, "promise": Role.PROMISE, "told": Role.ASIDE}
_KEY_OF = {label: key for key, labels in _LABELS.items() for label in labels.split()}
_ANY_LABEL = "|".join(sorted(_KEY_OF, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:(?<=[\s,。;、\]】|])|^)[\[【(]?(?:[一二三四五六七八\d][、.])?(?P<label>{_ANY_LABEL})[\]】)]?\s*:\s*"
)


def fields(text: str) -> dict[str, Span]:
    """The labelled parts of a plain text by what they hold; empty where fewer than two labels stand."""
    labels = list(_LABEL.finditer(text)) if text.count(":") > 1 else []
    if len(labels) < 2:
        return {}
    ends = [label.start() for label in labels[1:]] + [len(text)]
    return {_KEY_OF[label["label"]]: Span(label.end(), end) for label, end in zip(labels, ends, strict=True)}


def roles(parts: dict[str, Span]) -> Iterator[tuple[Span, Role]]:
    """What the labelled parts play, for those whose label says it."""
    for key, span in parts.items():
        if key in _ROLE_OF:
            yield span, _ROLE_OF[key]
