"""Thirty people with phones, who record, ask, press, edit and talk nonsense while the assistant dies under them."""

import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

VISIT = "今天走访埔中村，{}户反映缺水，已联系水利所"
CHANGED = "今天走访埔中村，{}户反映缺水和断电，已联系水利所"
QUESTIONS = ("每个镇每年有多少帮扶资金", "四议两公开说的是哪四议呢", "申请低保要准备哪些材料")
NONSENSE = ("@@##", "嗯嗯", "天上有几颗星星呢", "😀😀😀", "/nonsense", "' OR 1=1 --", "取消")


@dataclass(frozen=True)
class Said:
    """A message of a bot's chat as it stands there."""

    message_id: int
    text: str
    buttons: Sequence[str]
    edited: bool


@dataclass
class Crowd:
    """What the people did, counted by what it must lead to."""

    address: str
    people: Sequence[int]
    random: random.Random
    pause: float
    visits: dict[int, int] = field(default_factory=dict)
    questions: int = 0
    updates: int = 0
    _own: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30))

    def close(self) -> None:
        """Hangs up."""
        self._client.close()

    def begin(self) -> None:
        """Everybody comes and records a first visit, so that the assistant may write to them."""
        for person in self.people:
            self._post("/sim/people", {"id": person, "name": f"队员{person}", "note": "队员"})
            self._record(person)

    def act(self, times: int) -> None:
        """So many random acts of random people, one after the other."""
        acts = [self._record] * 4 + [self._ask] * 3 + [self._press] * 3 + [self._babble] * 2 + [self._edit] * 2
        while self.updates < times:
            time.sleep(self.random.uniform(0, 2 * self.pause))
            self.random.choice(acts)(self.random.choice(self.people))

    def answers(self, person: int) -> list[Said]:
        """Every message of the assistant in this person's chat."""
        told = self._client.get(f"{self.address}/sim/chats/{person}/messages").json()["messages"]
        return [
            Said(
                one["message_id"], one["text"] or "", [label for row in one["buttons"] for label in row], one["edited"]
            )
            for one in told
            if one["from"] == "bot" and not one["deleted"]
        ]

    def _record(self, person: int) -> None:
        number = len(self.visits) + 1
        message = self._say(person, VISIT.format(number))
        self.visits[number] = person
        self._own.setdefault(person, []).append((message, number))

    def _ask(self, person: int) -> None:
        self._say(person, self.random.choice(QUESTIONS))
        self.questions += 1

    def _babble(self, person: int) -> None:
        if self.random.random() < 0.3:
            self._post(f"/sim/chats/{person}/messages", {"from": person, "sticker": True})
            self.updates += 1
        else:
            self._say(person, self.random.choice(NONSENSE))

    def _edit(self, person: int) -> None:
        message, number = self.random.choice(self._own[person])
        answer = self._client.patch(
            f"{self.address}/sim/chats/{person}/messages/{message}", json={"text": CHANGED.format(number)}
        )
        answer.raise_for_status()
        self.updates += 1

    def _press(self, person: int) -> None:
        """收到 or 撤销 under one of the last messages; a phone does not wait for a dead assistant's toast."""
        cards = [one for one in self.answers(person)[-6:] if {"收到", "撤销"} & set(one.buttons)]
        if not cards:
            return
        card = self.random.choice(cards)
        label = "收到" if "收到" in card.buttons else "撤销"
        body = {"from": person, "message_id": card.message_id, "label": label, "wait": 0.01}
        pressed = self._client.post(f"{self.address}/sim/chats/{person}/presses", json=body)
        self.updates += pressed.status_code == 200

    def _say(self, person: int, text: str) -> int:
        said = self._post(f"/sim/chats/{person}/messages", {"from": person, "text": text})
        self.updates += 1
        return int(str(said["message_id"]))

    def _post(self, path: str, body: dict[str, object]) -> dict[str, object]:
        answer = self._client.post(f"{self.address}{path}", json=body)
        answer.raise_for_status()
        content = answer.json()
        return content if isinstance(content, dict) else {}


def visit_told(text: str) -> int | None:
    """The number of the visit this message is the card of."""
    found = re.match(r"已保存 走访 V-(\d+)", text)
    return int(found[1]) if found else None
