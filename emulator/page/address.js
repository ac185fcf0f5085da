// #person=1001&chat=…&beside=1002&start=inv_x: who, in which chat, beside whom, with which invitation.

/** What the address names; numbers are 0 and words empty where it names nothing. */
export function read() {
  const address = new URLSearchParams(location.hash.slice(1));
  const number = (name) => Number(address.get(name)) || 0;
  return {
    person: number("person"),
    chat: number("chat"),
    beside: number("beside"),
    start: address.get("start") ?? "",
  };
}

/** The address tells which panes are open, so that a reload or a bookmark opens them again. */
export function write([first, second]) {
  const address = new URLSearchParams({ person: first.person.id });
  if (!first.private) address.set("chat", first.chat.id);
  if (second) address.set("beside", second.person.id);
  if (first.startWith) address.set("start", first.startWith);
  history.replaceState(null, "", `#${address}`);
}

/** What stands after ?start= of a link, or the word itself; Telegram takes 64 letters, digits, _ and -. */
export function payloadOf(link) {
  const said = link.trim();
  const payload = /[?&]start=([^&#\s]+)/u.exec(said)?.[1] ?? said;
  return /^[\w-]{1,64}$/u.test(payload) ? payload : "";
}
