"""The parameters of one call, however they came: query, form, JSON or multipart."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Message as AsgiMessage
from starlette.types import Receive, Scope

from emulator import jsontext
from emulator.jsontext import Json
from emulator.refusals import Refusal, bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024
"""What a bot may send in one file."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """Values by name. Telegram takes numbers and flags as text too, and nested objects as JSON in text."""

    values: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter was given and is not empty."""
        return self.values.get(name) not in {None, ""} if not isinstance(self.values.get(name), dict | list) else True

    def text(self, name: str) -> str:
        """The words; empty where there are none."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else jsontext.dump(value).decode()

    def integer(self, name: str) -> int | None:
        """The number; None where there is none or it is not one."""
        return jsontext.as_integer(self.values.get(name))

    def flag(self, name: str) -> bool:
        """True for true, yes, 1 in any case."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def decoded(self, name: str, what: str) -> object:
        """A nested value, decoded; None where it is missing. Refuses text that is no JSON, naming `what`."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return jsontext.load(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def listed(self, name: str, what: str) -> list[object]:
        """A nested list; empty where it is missing."""
        return jsontext.as_list(self.decoded(name, what))


async def read_params(scope: Scope, receive: Receive) -> Params:
    """Everything the caller said. Refuses a body above what a bot may send with 413, unreadable JSON with 400."""
    query = scope["query_string"].decode("latin-1")
    values: Json = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    kind = _content_type(scope)
    if kind == "multipart/form-data":
        return await _read_multipart(scope, receive, values)
    body = await _read_body(receive)
    if kind == "application/json":
        values.update(_read_json(body))
    elif body:
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Params(values)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            kind: str = value.decode("latin-1")
            return kind.partition(";")[0].strip().lower()
    return ""


async def _read_body(receive: Receive) -> bytes:
    message: AsgiMessage = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body", False):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > UPLOAD_LIMIT:
            raise Refusal(413, "Request Entity Too Large")
    return body


def _read_json(body: bytes) -> Json:
    if not body:
        return {}
    try:
        decoded = jsontext.load(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    return jsontext.as_object(decoded)


async def _read_multipart(scope: Scope, receive: Receive, values: Json) -> Params:
    uploads: dict[str, Upload] = {}
    form = await Request(scope, receive).form(max_files=100, max_part_size=4 * 1024 * 1024)
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            uploads[name] = await read_upload(value)
        else:
            values[name] = value
    await form.close()
    if sum(len(upload.body) for upload in uploads.values()) > UPLOAD_LIMIT:
        raise Refusal(413, "Request Entity Too Large")
    return Params(values, uploads)


async def read_upload(file: UploadFile) -> Upload:
    """The file with its name and kind as the sender declares them."""
    return Upload(file.filename or "file", file.content_type or "application/octet-stream", await file.read())
