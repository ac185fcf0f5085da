"""/bot<token>/<method>: one call in, one answer out, with the faults that were asked for."""

import asyncio
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from emulator import jsontext
from emulator.faults import Fault
from emulator.jsontext import Json, as_integer
from emulator.methods import METHODS
from emulator.methods.polling import get_updates
from emulator.params import Params, read_params
from emulator.refusals import Dropped, Refusal
from emulator.world import World

_METHOD_NAMES = frozenset({"getupdates", *METHODS})


@dataclass(frozen=True, slots=True)
class _Call:
    """What is being asked, as the call log will tell it."""

    at: float
    method: str
    params: Params
    chat: int | None


class BotApi:
    """The ASGI endpoint. It is raw ASGI, not a Starlette handler: this is the path that carries the load."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one call, or loses the connection as a fault demands."""
        try:
            status, body = await self._answer(scope, receive)
            await self._world.store.journal.settled()
        except Dropped:
            if not await _hung_up(receive):
                raise
            return
        await _respond(send, status, body)

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        token, method = scope["path_params"]["token"], scope["path_params"]["method"]
        try:
            self._admit(token, method.lower())
            params = await read_params(scope, receive)
        except Refusal as refusal:
            self._note(_Call(self._world.now(), method, Params(), None), refusal=refusal)
            return refusal.status, _refused(refusal)
        call = _Call(self._world.now(), method, params, as_integer(params.values.get("chat_id")))
        return await self._carry_out(call, receive)

    def _admit(self, token: str, method: str) -> None:
        if self._world.token is not None and token != self._world.token:
            raise Refusal(401, "Unauthorized")
        if method not in _METHOD_NAMES:
            raise Refusal(404, "Not Found")

    async def _carry_out(self, call: _Call, receive: Receive) -> tuple[int, bytes]:
        fault = self._world.faults.strike(call.method.lower(), call.chat)
        try:
            if fault is not None:
                await self._befall(call, fault)
            result = await self._execute(call, receive)
        except Refusal as refusal:
            self._note(call, refusal=refusal)
            return refusal.status, _refused(refusal)
        if fault is not None and fault.drop == "after":
            self._note(call, result=result, dropped="dropped_after")
            raise Dropped(f"the answer to {call.method} was lost")
        self._note(call, result=result)
        return 200, jsontext.dump({"ok": True, "result": result})

    async def _befall(self, call: _Call, fault: Fault) -> None:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.drop == "before":
            self._note(call, dropped="dropped_before")
            raise Dropped(f"{call.method} was not carried out")
        if (refusal := fault.refusal()) is not None:
            raise refusal

    async def _execute(self, call: _Call, receive: Receive) -> object:
        name = call.method.lower()
        if name == "getupdates":
            return await get_updates(self._world, call.params, receive)
        return METHODS[name](self._world, call.params)

    def _note(
        self, call: _Call, *, result: object = None, refusal: Refusal | None = None, dropped: str | None = None
    ) -> None:
        status = None if dropped else refusal.status if refusal else 200
        self._world.calls.note(
            call.at,
            call.method,
            call.chat,
            status=status,
            outcome=dropped or (refusal.description if refusal else "ok"),
            message_id=_message_id(result),
            text=call.params.text("text") or call.params.text("caption"),
        )


def _message_id(result: object) -> int | None:
    first = result[0] if isinstance(result, list) and result else result
    return as_integer(first.get("message_id")) if isinstance(first, dict) else None


def _refused(refusal: Refusal) -> bytes:
    answer: Json = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    return jsontext.dump(answer)


async def _respond(send: Send, status: int, body: bytes) -> None:
    length = str(len(body)).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", length)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _hung_up(receive: Receive) -> bool:
    """Aborts the socket under uvicorn, whose `receive` belongs to the connection; False where there is no socket."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if not isinstance(transport, asyncio.WriteTransport):
        return False
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
    return True
