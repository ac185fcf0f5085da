"""/sim: the person's side as JSON. The design's table is the contract; the page uses what is beyond it too.

| call | does |
|---|---|
| `GET /sim/bot` | `{"id", "name", "username"}` |
| `GET /sim/people` | `[{"id", "name", "note", "started", "blocked"}]` |
| `POST /sim/people {"id", "name", "note"}` | a new person, or a new name and note |
| `POST /sim/groups {"id", "title", "members", "topics", "admin"}` | a group with the bot in it |
| `POST /sim/groups/{id}/migrate {"to"?}` | the group becomes a supergroup; answers `{"id"}`, its new id |
| `GET /sim/chats?person=ID` | `[{"id", "kind", "title", "blocked", "started", "seq", "last"}]`, private first |
| `POST /sim/chats/{chat}/messages` | a person speaks; `{"message_id"}`, for an album also `"message_ids"` |
| `PATCH /sim/chats/{chat}/messages/{id} {"text"}` | the person edits an own message |
| `GET /sim/chats/{chat}/messages?after=SEQ&wait=S` | what was sent, edited or deleted after SEQ |
| `POST /sim/chats/{chat}/presses {"from", "message_id", "label"}` | `{"toast", "alert", "url", "answered"}` |
| `POST /sim/chats/{chat}/blocked {"blocked"}` | the person blocks or unblocks the bot |
| `POST /sim/inline {"from", "query"}` | `{"query_id", "answered", "results"}` |
| `GET /sim/commands?person=ID&chat=ID` | `[{"command", "description"}]` as that person's menu shows them there |
| `GET /sim/files/{id}` | the bytes of a photo, document or voice |
| `POST /sim/updates {…}` | any raw update, for fuzzing; an update_id is added when missing |
| `POST`, `GET`, `DELETE /sim/faults` | failures on purpose |
| `GET /sim/calls?after=N` | `{"seq", "calls": […]}`: every Bot API call with its moment and outcome |
| `GET`, `POST /sim/limits {"on"}` | Telegram's pace, kept or not |

What a script asks wrongly is answered with a 4xx status and `{"error": "…"}`.
"""
