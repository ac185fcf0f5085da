// Start here: reads who is there, opens the chats the address names, keeps the list and the panes in step.

import * as sim from "./sim.js";
import { Conversation } from "./conversation.js";
import { Faults } from "./faults.js";
import { Live } from "./live.js";
import { Pane } from "./pane.js";
import { PeopleList, empty, see, unread } from "./people.js";
import { ask, field } from "./dialogs.js";
import { explain } from "./about.js";
import { keep, recall } from "./memory.js";

const FIRST_STRANGER = 2001;
const find = (selector) => document.querySelector(selector);
const beside = matchMedia("(min-width: 1000px)");

/** The whole page: people, their chats, one or two open panes. */
class House {
  people = [];
  chats = new Map();
  panes = [];
  bot = { name: "机器人", username: "", description: "" };
  live = new Live();
  #conversations = new Map();

  constructor() {
    this.list_ = new PeopleList(find("#people"), { open: (...at) => this.open(...at), beside: (...at) => this.openBeside(...at) });
    this.faults_ = new Faults(find("#fault"), (words) => this.current?.toast(words));
    find("#stranger").addEventListener("click", () => this.welcomeStranger());
    find("#storm").addEventListener("click", () => this.faults());
    find("#about").addEventListener("click", explain);
    addEventListener("hashchange", () => this.followAddress());
    addEventListener("online", () => this.live.hurry());
    addEventListener("offline", () => this.live.interrupt());
    document.addEventListener("visibilitychange", () => this.lookUp());
    this.live.addEventListener("changed", ({ detail }) => this.hear(detail));
    this.live.addEventListener("lost", () => (find("#offline").hidden = false));
    this.live.addEventListener("found", () => this.found());
  }

  async begin() {
    await this.refresh();
    this.followAddress();
    this.live.follow();
  }

  async found() {
    find("#offline").hidden = true;
    await this.refresh();
    if (!this.panes.length) this.followAddress();
  }

  /** Who looks at the page again has seen what came meanwhile. */
  lookUp() {
    this.live.hurry();
    for (const pane of this.panes) pane.lookedAt();
  }

  /** Something happened in these chats; one nobody knew yet means somebody was added to a group. */
  async hear(chats) {
    const known = new Set([...this.chats.values()].flat().map(({ id }) => id));
    if (chats.some((id) => !known.has(id))) await this.refresh();
    await Promise.allSettled(chats.map((id) => this.conversation(id).refresh()));
  }

  /** Whether two chats fit beside each other. */
  get wide() {
    return beside.matches;
  }

  get current() {
    return this.panes.find((pane) => pane === this.focus) ?? this.panes[0];
  }

  /** Who is there, which chats they have, who the bot is: asked again after every change. */
  async refresh() {
    try {
      [this.people, this.bot] = await Promise.all([sim.people(), sim.bot()]);
      await Promise.all(this.people.map(async (person) => this.chats.set(person.id, chatsOf(person, await sim.chatsOf(person.id)))));
    } catch {
      this.live.hurry();
    }
    for (const pane of this.panes) this.teach(pane);
    this.draw();
  }

  teach(pane) {
    const person = this.person(pane.person.id);
    const chat = person && this.chatsOf(person).find(({ id }) => id === pane.chat.id);
    if (chat) pane.learn(person, chat);
  }

  person = (id) => this.people.find((person) => person.id === id);
  chatsOf = (person) => this.chats.get(person.id) ?? [{ id: person.id, title: "" }];

  conversation(id) {
    if (!this.#conversations.has(id)) this.#conversations.set(id, this.#meet(id));
    return this.#conversations.get(id);
  }

  #meet(id) {
    const conversation = new Conversation(id);
    conversation.addEventListener("changed", ({ detail }) => (detail.some(({ service }) => service) ? this.refresh() : this.draw()));
    return conversation;
  }

  draw() {
    const open = this.panes.map((pane) => [pane.person.id, pane.chat.id]);
    this.list_.draw(this.people.map((person) => this.row(person, open)));
    if (!this.people.length) find("#people").append(empty());
    this.count();
  }

  row(person, open) {
    const chats = this.chatsOf(person).map((chat) => ({ chat, conversation: this.conversation(chat.id) }));
    const own = open.filter(([id]) => id === person.id).map(([, chat]) => chat);
    return { person, chats, open: own, current: own.length > 0 };
  }

  count() {
    const all = this.people.reduce((sum, person) => sum + this.unreadOf(person), 0);
    for (const pane of this.panes) pane.elsewhereUnread(all - unread(pane.person, pane.chat, pane.conversation));
    document.title = all ? `（${all}）${this.bot.name}` : this.bot.name;
  }

  unreadOf(person) {
    return this.chatsOf(person).reduce((sum, chat) => sum + unread(person, chat, this.conversation(chat.id)), 0);
  }

  seen(pane, messageId) {
    if (document.hidden || pane.node.offsetParent === null) return;
    if (see(pane.person, pane.chat, messageId)) this.draw();
  }

  /** In the pane last touched; a chat that is already open is only brought forward. */
  open(person, chat) {
    if (!this.wide) for (const hidden of this.panes.slice(1)) this.close(hidden);
    const already = this.panes.find((pane) => pane.person.id === person.id && pane.chat.id === chat.id);
    this.show("chat");
    if (!already) this.put(person, chat, Math.max(0, this.panes.indexOf(this.current)));
    this.focus = already ?? this.focus;
    this.current.lookedAt();
    this.current.composer.field.focus({ preventScroll: true });
  }

  openBeside(person, chat) {
    if (this.panes.some((pane) => pane.person.id === person.id && pane.chat.id === chat.id)) return;
    this.put(person, chat, this.panes.length === 1 ? 1 : 1 - this.panes.indexOf(this.current));
  }

  beside() {
    const open = this.panes.map((pane) => pane.person.id);
    const other = this.people.find((person) => !open.includes(person.id));
    if (other) this.openBeside(other, this.chatsOf(other)[0]);
  }

  put(person, chat, at) {
    const conversation = this.conversation(chat.id);
    const pane = new Pane(person, chat, conversation, this);
    if (!conversation.known) conversation.refresh().catch(() => this.live.hurry());
    const former = this.panes[at];
    this.panes[at] = pane;
    if (former) former.node.before(pane.node);
    else find("#panes").append(pane.node);
    former?.end();
    this.focus = pane;
    this.settle();
  }

  close(pane) {
    this.panes = this.panes.filter((other) => other !== pane);
    pane.end();
    this.settle();
  }

  settle() {
    for (const pane of this.panes) pane.shut.hidden = this.panes.length < 2;
    find("#panes").classList.toggle("two", this.panes.length > 1);
    this.writeAddress();
    this.draw();
  }

  focused(pane) {
    this.focus = pane;
  }

  list() {
    this.show("people");
    find("#people button")?.focus();
  }

  show(view) {
    document.body.dataset.view = view;
  }

  faults() {
    this.faults_.open();
  }

  /** #person=1001&chat=…&beside=1002&start=inv_x: who, in which chat, beside whom, with which link. */
  followAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    const named = Number(address.get("person")) || recall("person", 0);
    const person = this.person(named) ?? this.people[0];
    if (!person) return;
    this.openAt(person, Number(address.get("chat")) || person.id);
    const second = this.wide && this.person(Number(address.get("beside")));
    if (second) this.openBeside(second, this.chatsOf(second)[0]);
    if (address.get("start")) this.panes[0].open(address.get("start"));
  }

  openAt(person, chatId) {
    const chat = this.chatsOf(person).find(({ id }) => id === chatId) ?? this.chatsOf(person)[0];
    this.open(person, chat);
  }

  writeAddress() {
    const [first, second] = this.panes;
    if (!first) return;
    keep("person", first.person.id);
    const address = new URLSearchParams({ person: first.person.id });
    if (first.chat.id !== first.person.id) address.set("chat", first.chat.id);
    if (second) address.set("beside", second.person.id);
    if (first.startWith) address.set("start", first.startWith);
    history.replaceState(null, "", `#${address}`);
  }

  started() {
    this.writeAddress();
  }

  /** Somebody who has never spoken to the bot; with a link, its payload waits behind 开始. */
  welcomeStranger() {
    const fields = [
      field("名字", "name", { value: "路人", required: true, maxlength: 32, autofocus: true }),
      field("身份", "note", { value: "新来的人", maxlength: 32 }),
      field("邀请链接", "link", { placeholder: "可以不填，如 https://t.me/…?start=inv_…" }),
    ];
    ask("新来的人", fields, "添加", (form) => this.admit(form));
  }

  async admit({ name, note, link }) {
    const id = Math.max(FIRST_STRANGER - 1, ...this.people.map((person) => person.id)) + 1;
    await sim.addPerson({ id, name: name.trim(), note: note.trim() }).catch((trouble) => this.current?.toast(trouble.message));
    await this.refresh();
    const person = this.person(id);
    if (!person) return;
    this.open(person, this.chatsOf(person)[0]);
    this.current.open(payloadOf(link));
  }

  invite(pane) {
    const link = field("邀请链接", "link", { placeholder: "https://t.me/…?start=inv_… 或 inv_…", required: true, autofocus: true });
    ask(`${pane.person.name}打开邀请链接`, [link], "打开", (form) => this.openLink(pane, payloadOf(form.link)));
  }

  openLink(pane, payload) {
    pane.open(payload);
    this.writeAddress();
  }
}

/** A person's private chat first, then the groups. */
function chatsOf(person, chats) {
  const own = chats.find((chat) => chat.id === person.id) ?? { id: person.id };
  return [own, ...chats.filter((chat) => chat.id !== person.id)];
}

/** What stands after ?start= of a link, or the word itself; Telegram takes 64 letters, digits, _ and -. */
function payloadOf(link) {
  const said = link.trim();
  const payload = /[?&]start=([^&#\s]+)/u.exec(said)?.[1] ?? said;
  return /^[\w-]{1,64}$/u.test(payload) ? payload : "";
}

new House().begin();
