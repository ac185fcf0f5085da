"""What is said when the guard at the door covered something (B11)."""

from collections.abc import Sequence

from markupsafe import Markup

from services.privacy import Kind
from texts.phrases import listed

KINDS: dict[str, str] = {
    Kind.ID_NUMBER: "身份证号",
    Kind.MOBILE: "手机号",
    Kind.PHONE: "电话号码",
    Kind.BANK_CARD: "银行卡号",
    Kind.DIAGNOSIS: "病情",
}


def masked(kinds: Sequence[str]) -> Markup:
    """What was covered before storing, and what the person can do about the original."""
    found = listed([KINDS[kind] for kind in kinds if kind in KINDS])
    return Markup("您的消息里有{}，已遮盖后保存。建议您删除原消息，以后不用写这些").format(found)
