// What stands above the bubbles: whose chat, as whom, what is pinned, which topics.

import { avatar, el, icon, iconButton } from "./dom.js";
import { summary } from "./bubbles.js";

/** `acts`: list(), more(button), close(), find(id), topic(id). */
export class Header {
  constructor(acts) {
    this.acts = acts;
    this.title = el("div", { class: "title" });
    this.elsewhere = el("span", { class: "badge", hidden: true });
    this.pinned = el("button", { type: "button", class: "pinned", hidden: true });
    this.topics = el("div", { class: "topics", role: "tablist", "aria-label": "话题", hidden: true });
    this.node = el("div", { class: "head" }, this.#bar(), this.pinned, this.topics);
  }

  #bar() {
    const back = iconButton("back", "换个人", this.acts.list, { class: "round back" });
    back.append(this.elsewhere);
    const more = iconButton("more", "更多", (event) => this.acts.more(event.currentTarget));
    this.shut = iconButton("close", "关闭这个聊天", this.acts.close, { class: "round shut", hidden: true });
    return el("header", { class: "bar" }, back, this.title, more, this.shut);
  }

  /** The bot's name or the group's, and who one is here. */
  entitle(name, faceId, person) {
    const who = person.note ? `${person.name} · ${person.note}` : person.name;
    this.title.replaceChildren(avatar(name, faceId), el("div", {}, el("h2", {}, name), el("small", {}, `您是 ${who}`)));
  }

  /** The newest pinned message; a tap goes there. */
  pin(message) {
    this.pinned.hidden = !message;
    if (!message) return;
    const words = el("span", {}, el("strong", {}, "置顶消息"), el("span", {}, summary(message)));
    this.pinned.replaceChildren(icon("pin-message"), words);
    this.pinned.onclick = () => this.acts.find(message.message_id);
  }

  offerTopics(topics, current) {
    this.topics.hidden = !topics.length;
    const all = [{ id: null, name: "全部" }, ...topics];
    this.topics.replaceChildren(...all.map((topic) => this.#tab(topic, topic.id === current)));
  }

  #tab({ id, name }, selected) {
    const traits = { type: "button", role: "tab", "aria-selected": String(selected), click: () => this.acts.topic(id) };
    return el("button", traits, name);
  }

  /** What waits unread in other chats, shown on the way back to the list. */
  waitingElsewhere(count) {
    this.elsewhere.hidden = !count;
    this.elsewhere.textContent = count > 99 ? "99+" : String(count);
  }
}
