// The list of people and their chats: who, which role, the last word, how much is unread.

import { avatar, el, icon, iconButton } from "./dom.js";
import { brief } from "./moments.js";
import { machine } from "./memory.js";
import { summary } from "./bubbles.js";

/** `acts` is what a tap does: open(person, chat), beside(person, chat). */
export class PeopleList {
  constructor(node, acts) {
    Object.assign(this, { node, acts });
  }

  /** Drawn anew; the focus stays on the same row. */
  draw(town, panes) {
    const held = document.activeElement?.closest?.("[data-row]")?.dataset.row;
    const rows = town.people.flatMap((person) => this.#rows(town, person, panes));
    this.node.replaceChildren(...(rows.length ? rows : [nobody()]));
    if (held) this.node.querySelector(`[data-row="${CSS.escape(held)}"] button`)?.focus();
  }

  /** The person's own chat; their groups while they are open or have something unread in them. */
  #rows(town, person, panes) {
    const open = panes.filter((pane) => pane.person.id === person.id).map((pane) => pane.chat.id);
    const [own, ...groups] = town.chatsOf(person).map((chat) => ({ chat, conversation: town.conversation(chat.id) }));
    const shown = groups.filter(({ chat, conversation }) => open.length || unread(person, chat, conversation));
    return [
      this.#row(person, own, open, person.name),
      ...shown.map((group) => this.#row(person, group, open, group.chat.title)),
    ];
  }

  #row(person, { chat, conversation }, open, name) {
    const group = chat.id !== person.id;
    const isOpen = open.includes(chat.id);
    const chosen = el("button", {
      type: "button",
      class: "chosen-row",
      "aria-current": isOpen ? "true" : null,
      click: () => this.acts.open(person, chat),
    });
    chosen.append(avatar(name, chat.id), this.#words(person, chat, conversation, name));
    const beside = iconButton("columns", `把${name}并排打开`, () => this.acts.beside(person, chat), {
      class: "round beside",
    });
    return el(
      "li",
      {
        class: ["person", isOpen && "open", group && "group"].filter(Boolean).join(" "),
        "data-row": `${person.id} ${chat.id}`,
      },
      chosen,
      beside,
    );
  }

  #words(person, chat, conversation, name) {
    const last = conversation?.messages.at(-1);
    const note = chat.id === person.id ? person.note : `${person.name}的群`;
    const first = el(
      "span",
      { class: "first" },
      el("strong", {}, name),
      note && el("em", {}, note),
      last && el("time", {}, brief(last.date)),
    );
    const words = chat.blocked ? "已屏蔽机器人" : last ? summary(last) : "还没有说过话";
    return el(
      "span",
      { class: "text" },
      first,
      el("span", { class: "second" }, el("span", {}, words), badge(unread(person, chat, conversation))),
    );
  }
}

function badge(count) {
  if (!count) return null;
  return el("span", { class: "badge", "aria-label": `${count}条未读` }, count > 99 ? "99+" : String(count));
}

/** What others said in the chat after what this person last saw of it. */
export function unread(person, chat, conversation) {
  if (!conversation) return 0;
  const { messages } = conversation;
  const seen = Math.min(machine.recall(nameOf(person, chat), 0), messages.at(-1)?.message_id ?? 0);
  const after = messages.findLastIndex((message) => message.message_id <= seen) + 1;
  return messages.slice(after).filter((message) => message.from !== person.id).length;
}

/** The person has seen everything up to this message; tells whether that is new. */
export function see(person, chat, messageId) {
  if (machine.recall(nameOf(person, chat), 0) === messageId) return false;
  machine.keep(nameOf(person, chat), messageId);
  return true;
}

const nameOf = (person, chat) => `seen.${person.id}.${chat.id}`;

const nobody = () => el("li", { class: "nobody" }, icon("person"), "还没有人。按下面的“新来的人”添加。");
