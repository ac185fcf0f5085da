"""/sim: the person's side as JSON. The design's table is the contract; the page uses what is beyond it too.

```
GET    /sim/bot                         {"id", "name", "username", "description"}
GET    /sim/people                      [{"id", "name", "note", "started", "blocked"}]
POST   /sim/people                      {"id", "name", "note"}: a new person, or a new name and note
POST   /sim/groups                      {"id", "title", "members", "topics", "admin"}: a group; ids are negative
POST   /sim/groups/{id}/migrate         {"to"?}: the group becomes a supergroup; answers {"id"}, its new id
GET    /sim/chats?person=ID             [{"id", "kind", "title", "members", "admin", "topics", "blocked", "started",
                                        "seq", "last"}], the private chat first; topics are [{"id", "name", "closed"}],
                                        last is the newest message or null
GET    /sim/changes?after=SEQ&wait=S    {"seq", "chats": [id…]}: one long poll over all chats
GET    /sim/chats/{chat}/messages?after=SEQ&wait=S      {"seq", "messages"}: see Reading
POST   /sim/chats/{chat}/messages       a person speaks: see Speaking
PATCH  /sim/chats/{chat}/messages/{id}  {"text"}: the person edits an own message, or its caption
POST   /sim/chats/{chat}/presses        {"from", "message_id", "label", "wait"?}; {"toast", "alert", "url", "answered"}
POST   /sim/chats/{chat}/blocked        {"blocked"}: the person blocks or unblocks the bot
POST   /sim/inline                      {"from", "query", "wait"?};
                                        {"query_id", "answered", "results": [{"id", "title", "description", "html"}]}
GET    /sim/commands?person=ID&chat=ID  [{"command", "description"}] as that person's menu shows them there
GET    /sim/files/{id}                  the bytes of a photo, document or voice
POST   /sim/updates                     any raw update, for fuzzing; {"update_id"}, which is added when missing
POST   /sim/faults                      {"method", "chat", "status", "retry_after", "delay", "drop", "share", "times"}
GET    /sim/faults                      what holds, with the `hits` of each
DELETE /sim/faults                      Telegram works again
GET    /sim/calls?after=N               {"seq", "calls": [{"seq", "at", "method", "chat_id", "status", "outcome",
                                        "message_id", "text"}]}
GET    /sim/limits, POST {"on"}         whether Telegram's pace is kept
```

**Speaking.** JSON `{"from", "text"}`, or `"location": {"latitude", "longitude"}`, or `"sticker": true` (or an emoji),
or `"inline": {"query_id", "result_id"}`; with any of them `"reply_to"`, `"topic"`, `"forward_from"` (a person's id, or
a name). Multipart: `from`, `caption`, and one or more `photo`, or one or more `document`, or a `voice` with `duration`.
Answers `{"message_id", "message_ids"}`: an album is several messages, and so is a text above 4096 characters, which a
phone cuts up. In a private chat `{chat}` is the person's id.

**Reading.** Beyond the contract a message has `from_name`, `html` (safe HTML of the text and its entities), `links`
(the shape of `buttons`, with the URL of those that open one), `keyboard_removed`, `keyboard_once`, `placeholder`,
`location`, `voice` (`{"url", "duration"}`), `sticker`, `reply_to`, `topic`, `album`, `pinned`, `reactions`,
`forwarded_from`, `service` (the kind of a notice nobody said, such as forum_topic_created). `keyboard` is empty both
where the message says nothing about the reply keyboard and where it takes it away (`keyboard_removed`). A caption is
the `text`. A deleted message keeps its place and nothing else.

What a script asks wrongly is answered with a 4xx status and `{"error": "…"}`.
"""
