// People who come to the bot for the first time, and the links that bring them.

import { ask, field, menuAt } from "./dialogs.js";
import { addPerson } from "./sim.js";
import { payloadOf } from "./address.js";

const FIRST = 2001;
const NOTE = "新来的人";

export class Newcomers {
  constructor(town, house) {
    Object.assign(this, { town, house });
  }

  /** Asks who it is; with a link, its payload waits behind 开始. */
  welcome(payload = "") {
    const fields = [
      field("名字", "name", { value: "路人", required: true, maxlength: 32, autofocus: true }),
      field("身份", "note", { value: NOTE, maxlength: 32 }),
      field("邀请链接", "link", { value: payload, placeholder: "可以不填，如 https://t.me/…?start=inv_…" }),
    ];
    ask("新来的人", fields, "添加", ({ name, note, link }) =>
      this.admit({ id: this.#nextId(), name: name.trim() || "路人", note: note.trim() }, payloadOf(link)),
    );
  }

  #nextId() {
    return Math.max(FIRST - 1, ...this.town.people.map((person) => person.id)) + 1;
  }

  /** Somebody who has never spoken to the bot has a phone from now on. */
  async admit(person, payload) {
    try {
      await addPerson(person);
      await this.town.refresh();
      this.#openAs(this.town.person(person.id), payload);
    } catch (trouble) {
      this.house.current?.toast(trouble.message || "连接断开，没有添加，请稍后再试。");
    }
  }

  /** An address may name somebody who is not there yet. */
  expect(id, payload) {
    return this.admit({ id, name: "路人", note: NOTE }, payload);
  }

  #openAs(person, payload) {
    this.house.open(person, this.town.chatsOf(person)[0]);
    this.house.current.open(payload);
  }

  /** The person of this phone has a link from elsewhere. */
  invite(pane) {
    const traits = { placeholder: "https://t.me/…?start=inv_… 或 inv_…", required: true, autofocus: true };
    const link = field("邀请链接", "link", traits);
    ask(`${pane.person.name}打开邀请链接`, [link], "打开", (form) => this.#openAs(pane.person, payloadOf(form.link)));
  }

  /** A link to the bot was tapped in a chat: who opens it? */
  offerLink(pane, at, payload) {
    const strangers = this.town.people.filter(({ id, started }) => !started && id !== pane.person.id);
    menuAt(at, "谁打开这条链接", [
      ...strangers.map((person) => ["person", `${person.name}打开`, () => this.#openAs(person, payload)]),
      ["person", "新来的人打开", () => this.welcome(payload)],
      ["link", `${pane.person.name}自己打开`, () => this.#openAs(pane.person, payload)],
    ]);
  }
}
