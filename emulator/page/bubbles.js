// One post as an element: who, what, which buttons beneath, when. An album of several messages is one post.

import { avatar, el, hue, icon } from "./dom.js";
import { document_, photos, place, sticker, voice } from "./media.js";
import { formatted } from "./formatting.js";
import { onMenuWish } from "./asking.js";
import { timeOf } from "./moments.js";

/**
 * `post.messages` has one message, or all of an album; `acts` is what a tap can do: press, command, menu, find.
 * `post.opens` and `post.closes` say whether it begins or ends a run of the same sender.
 */
export function bubble(post, acts) {
  const head = post.messages[0];
  if (head.service) return el("div", { class: "service" }, eventOf(head));
  const body = el("div", { class: "bubble" }, sender(post), quoted(post, acts), content(post, acts));
  const row = el("article", { class: dress(post), tabindex: "-1", "data-id": head.message_id }, side(post));
  row.append(el("div", { class: "stack" }, body, inlineKeyboard(post, acts)));
  onMenuWish(row, (event) => acts.menu(event, post));
  return row;
}

function dress({ mine, opens, closes, messages }) {
  const only = messages[0].sticker ? "bare" : "";
  return ["message", mine ? "mine" : "theirs", opens && "opens", closes && "closes", only].filter(Boolean).join(" ");
}

function side({ mine, group, closes, messages: [head] }) {
  if (mine || !group) return null;
  return closes ? avatar(head.from_name, head.from) : el("span", { class: "avatar none" });
}

function sender({ mine, group, opens, messages: [head] }) {
  if (mine || !group || !opens) return null;
  const name = el("div", { class: "sender" }, head.from_name);
  name.style.setProperty("--hue", hue(head.from));
  return name;
}

function quoted({ repliedTo }, acts) {
  if (!repliedTo) return null;
  const words = [el("strong", {}, repliedTo.name), el("span", {}, repliedTo.words)];
  return el(
    "button",
    { type: "button", class: "reply", "aria-label": `回复：${repliedTo.words}`, click: () => acts.find(repliedTo.id) },
    words,
  );
}

function content(post, acts) {
  const [head] = post.messages;
  const worded = post.messages.find((message) => message.text) ?? head;
  const parts = [
    head.photo && photos(post.messages),
    head.document && document_(head.document),
    head.voice && voice(head.voice),
  ];
  parts.push(head.location && place(head.location), head.sticker && sticker(head.sticker));
  return [...parts, words(worded, post, acts), reactions(post)];
}

function words(message, post, acts) {
  const said = message.text && !message.sticker ? formatted(message, acts.command) : [];
  return el("div", { class: said.length ? "words" : "words none" }, said, stamp(post, message));
}

function reactions({ messages }) {
  const all = messages.flatMap((message) => message.reactions ?? []);
  return all.length
    ? el(
        "div",
        { class: "reactions", "aria-label": "回应" },
        all.map((emoji) => el("span", {}, emoji)),
      )
    : null;
}

function stamp(post, message) {
  const state = post.waiting ? icon("clock") : post.mine && icon("tick");
  return el("span", { class: "stamp" }, message.edited && "已编辑 ", el("time", {}, timeOf(message.date)), state);
}

function inlineKeyboard({ messages }, acts) {
  const carrier = messages.find((message) => message.buttons?.length);
  if (!carrier) return null;
  const rows = carrier.buttons.map((row, at) => {
    const links = carrier.links?.[at] ?? [];
    return el(
      "div",
      { class: "row" },
      row.map((label, place) => inlineButton(label, links[place], carrier, acts)),
    );
  });
  return el("div", { class: "inline-keyboard", role: "group", "aria-label": "消息下的按钮" }, rows);
}

function inlineButton(label, url, carrier, acts) {
  if (/^https?:/iu.test(url ?? ""))
    return el("a", { class: "key", href: url, target: "_blank", rel: "noopener noreferrer" }, label, icon("out"));
  return el(
    "button",
    { type: "button", class: "key", click: (event) => acts.press(event.currentTarget, carrier, label) },
    label,
  );
}

/** What happened, where nobody said anything. */
function eventOf({ from_name: name, service }) {
  const told = EVENTS[service] ?? "群里有变动";
  return `${name}${told}`;
}

const EVENTS = {
  pinned_message: "置顶了一条消息",
  forum_topic_created: "开了一个新话题",
  forum_topic_edited: "改了话题",
  forum_topic_closed: "关闭了话题",
  forum_topic_reopened: "重新打开了话题",
  new_chat_members: "进了群",
  left_chat_member: "离开了群",
  migrate_to_chat_id: "把群升级了",
  migrate_from_chat_id: "把群升级了",
};

/** A message in a few words, for quotes, the pinned bar and the list of people. */
export function summary(message) {
  const kind = KINDS.find(([name]) => message[name])?.[1];
  const words = (message.text ?? "").replace(/\s+/gu, " ").trim();
  if (message.service) return eventOf(message);
  if (message.sticker) return `${message.sticker} 贴纸`;
  return [kind && `[${kind}]`, words].filter(Boolean).join("") || "消息";
}

const KINDS = [
  ["photo", "照片"],
  ["document", "文件"],
  ["voice", "语音"],
  ["location", "位置"],
];
