"""How an editor's file is answered: received, what it would change, in force, or what is wrong with it (A13)."""

from collections.abc import Sequence

from markupsafe import Markup

from services.editions import Edition
from services.uploads import MOST_BYTES, Examined, Upload, UploadEnded
from texts.buttons import Button, Rows
from texts.editions import difference
from texts.phrases import clipped

MOST_NAMED = 5


def received(upload: Upload) -> Markup:
    """The file is on its way."""
    return Markup("已收到“{}”，正在检查，几秒内回复").format(upload.name)


def examined(shown: Examined) -> Markup:
    """新增3 改2 删0，生效？ with the questions it is about."""
    changes = shown.difference
    lines = [
        Markup("“{}”检查通过：新增{} 改{} 删{}，生效？").format(
            shown.upload.name, len(changes.added), len(changes.changed), len(changes.removed)
        )
    ]
    for head, ids in (("新增", changes.added), ("改", changes.changed), ("删", changes.removed)):
        lines += _named(head, [shown.questions[key] for key in ids])
    return Markup("\n").join(lines)


def examined_buttons(upload: Upload) -> Rows:
    """In force or not."""
    fact = str(upload.id)
    return ((Button("生效", "uploads.accept", fact), Button("不用", "uploads.drop", fact)),)


def in_force(upload_name: str, edition: Edition) -> Markup:
    """The file is part of the overlay."""
    return Markup("“{}”已生效，成为第{}版（{}）。要退回请发 /kb_versions").format(
        upload_name, edition.number, difference(edition)
    )


def dropped(upload: Upload) -> Markup:
    """不用."""
    return Markup("“{}”没有采用，知识库没有改动").format(upload.name)


def ended(refusal: UploadEnded) -> str:
    """A second tap."""
    return f"这个文件已生效，是第{refusal.edition}版" if refusal.edition else "这个文件没有采用，要用请再发一次"


def too_big(size: int) -> str:
    """Beyond two megabytes."""
    return f"文件有{size / 1_000_000:.1f}MB，超过{MOST_BYTES // 1_000_000}MB，没有收。请分成几个小文件再发"


def unknown() -> str:
    """Somebody else's file."""
    return "没有这个文件，请由发文件的人来点"


def lost(name: str) -> Markup:
    """The file cannot be fetched."""
    return Markup("“{}”没有取到，知识库没有改动。请再发一次").format(name)


def _named(head: str, questions: Sequence[str]) -> Sequence[Markup]:
    if not questions:
        return ()
    shown = "；".join(clipped(one, 24) for one in questions[:MOST_NAMED])
    more = f"等{len(questions)}条" if len(questions) > MOST_NAMED else ""
    return (Markup("{}：{}{}").format(head, shown, more),)
