// The bubbles of one chat in order, with a line above each day; only what changed is drawn anew.

import { bubble, summary } from "./bubbles.js";
import { dayOf, moment, timeOf } from "./moments.js";
import { el } from "./dom.js";

const SAME_BREATH = 5 * 60 * 1000;

/** Draws messages and what still waits into `list`; `person` decides which are mine. */
export class Timeline {
  #drawn = new Map();

  constructor(list, conversation, person, group, acts) {
    Object.assign(this, { list, conversation, person, group, acts });
  }

  draw(messages, waiting) {
    const kept = new Map();
    const rows = this.#rows([...posts(messages), ...waiting.map(pending)]);
    for (const { key, sign, make } of rows) kept.set(key, this.#reuse(key, sign) ?? { sign, node: make() });
    place(
      this.list,
      [...kept.values()].map(({ node }) => node),
    );
    this.#drawn = kept;
  }

  #reuse(key, sign) {
    const drawn = this.#drawn.get(key);
    return drawn?.sign === sign ? drawn : null;
  }

  #rows(all) {
    let day = "";
    return all.flatMap((post, at) => {
      const today = dayOf(post.date);
      const row = this.#row(post, all[at - 1], all[at + 1]);
      if (today === day) return [row];
      day = today;
      return [{ key: `day ${today}`, sign: today, make: () => dayLine(today) }, row];
    });
  }

  #row(post, before, after) {
    const full = { ...post, ...this.#context(post), opens: !together(before, post), closes: !together(post, after) };
    const sign = JSON.stringify([
      post.messages.map((message) => message.seq),
      full.opens,
      full.closes,
      full.repliedTo,
      post.waiting,
      post.reason,
    ]);
    return {
      key: post.key,
      sign,
      make: () => (post.waiting ? waitingBubble(full, this.acts) : bubble(full, this.acts)),
    };
  }

  #context({ messages: [head] }) {
    return { mine: head.from === this.person.id, group: this.group, repliedTo: this.#repliedTo(head.reply_to) };
  }

  #repliedTo(id) {
    if (!id) return null;
    const message = this.conversation.message(id);
    return {
      id,
      name: message ? this.#nameOf(message) : "已删除的消息",
      words: message ? summary(message).slice(0, 80) : "",
    };
  }

  #nameOf(message) {
    return message.from === this.person.id ? "您" : (message.from_name ?? "机器人");
  }
}

/** Messages of one album become one post. */
function posts(messages) {
  const all = [];
  for (const message of messages) {
    const last = all.at(-1)?.messages;
    if (message.album && last?.[0].album === message.album) last.push(message);
    else all.push({ key: `m${message.message_id}`, date: message.date, messages: [message] });
  }
  return all;
}

function pending(entry) {
  return {
    key: entry.key,
    date: entry.shown[0].date,
    messages: entry.shown,
    waiting: entry.state,
    reason: entry.reason,
    entry,
  };
}

/** One breath: the same sender, no more than five minutes and no midnight between. */
function together(one, other) {
  if (!one || !other || one.messages[0].from !== other.messages[0].from) return false;
  return Math.abs(moment(other.date) - moment(one.date)) < SAME_BREATH && dayOf(one.date) === dayOf(other.date);
}

function dayLine(day) {
  return el("div", { class: "day", role: "separator" }, el("span", {}, day));
}

function waitingBubble(post, acts) {
  const row = bubble(post, acts);
  row.classList.add("waiting");
  row.setAttribute("aria-label", `${post.waiting === "refused" ? "没有发出" : "正在发送"}，${timeOf(post.date)}`);
  if (post.waiting === "refused") row.querySelector(".stack").append(refusal(post, acts));
  return row;
}

function refusal({ entry, reason }, acts) {
  const again = el("button", { type: "button", click: () => acts.again(entry) }, "重发");
  const drop = el("button", { type: "button", click: () => acts.drop(entry) }, "删除");
  return el("div", { class: "refused", role: "alert" }, el("span", {}, reason), again, drop);
}

/** Makes the list's children exactly `nodes`, moving as little as possible so that scroll and focus stay. */
function place(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
}
