// Start here: one town, the list of its people, one or two open panes, and the address that names them.

import * as address from "./address.js";
import { PeopleList, see, unread } from "./people.js";
import { Faults } from "./faults.js";
import { Newcomers } from "./newcomers.js";
import { Pane } from "./pane.js";
import { Town } from "./town.js";
import { explain } from "./about.js";
import { machine } from "./memory.js";

const find = (selector) => document.querySelector(selector);
/** Where a focused field would bring up a keyboard over half of the chat. */
const fingers = matchMedia("(pointer: coarse)");
const twoFit = matchMedia("(min-width: 1000px)");

/** The page as a whole: which panes are open, which of them is used. */
class House {
  panes = [];
  town = new Town();
  newcomers = new Newcomers(this.town, this);
  faults = new Faults(find("#fault"), (words) => this.current?.toast(words));
  list_ = new PeopleList(find("#people"), {
    open: (person, chat) => this.open(person, chat),
    beside: (person, chat) => this.openBeside(person, chat),
  });

  async begin() {
    this.#listen();
    await this.town.refresh();
    this.#followAddress();
    this.town.follow();
  }

  #listen() {
    this.town.addEventListener("changed", () => this.#learn());
    this.town.addEventListener("lost", () => (find("#offline").hidden = false));
    this.town.addEventListener("found", () => this.#found());
    find("#stranger").addEventListener("click", () => this.newcomers.welcome());
    find("#storm").addEventListener("click", () => this.faults.open());
    find("#about").addEventListener("click", explain);
    addEventListener("hashchange", () => this.#followAddress());
    addEventListener("online", () => this.town.hurry());
    addEventListener("offline", () => this.town.interrupt());
    addEventListener("beforeunload", (event) => this.town.holdsFiles && event.preventDefault());
    document.addEventListener("visibilitychange", () => this.#lookUp());
  }

  async #found() {
    find("#offline").hidden = true;
    await this.town.refresh();
    if (!this.panes.length) this.#followAddress();
  }

  /** Who looks at the page again has seen what came meanwhile. */
  #lookUp() {
    this.town.hurry();
    for (const pane of this.panes) pane.lookedAt();
  }

  /** Whether two chats fit beside each other. */
  get wide() {
    return twoFit.matches;
  }

  /** The pane last used. */
  get current() {
    return this.panes.find((pane) => pane === this.focus) ?? this.panes[0];
  }

  #learn() {
    for (const pane of this.panes) {
      const person = this.town.person(pane.person.id);
      const chat = person && this.town.chat(person, pane.chat.id);
      if (chat && chat !== pane.chat) pane.learn(person, chat);
    }
    this.#drawList();
  }

  #drawList() {
    this.list_.draw(this.town, this.panes);
    const all = this.town.people.reduce((sum, person) => sum + this.town.unreadOf(person), 0);
    for (const pane of this.panes) {
      pane.header.waitingElsewhere(all - unread(pane.person, pane.chat, pane.conversation));
    }
    document.title = all ? `（${all}）${this.town.bot.name}` : this.town.bot.name;
  }

  /** The person of this pane has seen everything up to this message, if it is in sight. */
  seen(pane, messageId) {
    if (document.hidden || pane.node.offsetParent === null) return;
    if (see(pane.person, pane.chat, messageId)) this.#drawList();
  }

  #paneOf(person, chat) {
    return this.panes.find((pane) => pane.person.id === person.id && pane.chat.id === chat.id);
  }

  /** In the pane last used; a chat that is already open is only brought forward. */
  open(person, chat) {
    if (!this.wide) for (const hidden of this.panes.slice(1)) this.close(hidden);
    const already = this.#paneOf(person, chat);
    this.#show("chat");
    if (!already) this.#put(person, chat, Math.max(0, this.panes.indexOf(this.current)));
    this.focus = already ?? this.focus;
    this.current.lookedAt();
    if (!fingers.matches) this.current.composer.field.focus({ preventScroll: true });
  }

  openBeside(person, chat) {
    if (this.#paneOf(person, chat)) return;
    this.#put(person, chat, this.panes.length === 1 ? 1 : 1 - this.panes.indexOf(this.current));
  }

  /** Whoever is not open yet. */
  beside() {
    const open = this.panes.map((pane) => pane.person.id);
    const other = this.town.people.find((person) => !open.includes(person.id));
    if (other) this.openBeside(other, this.town.chatsOf(other)[0]);
  }

  #put(person, chat, at) {
    const pane = new Pane(person, chat, this.town, this);
    const former = this.panes[at];
    this.panes[at] = pane;
    if (former) former.node.replaceWith(pane.node);
    else find("#panes").append(pane.node);
    former?.end();
    this.focus = pane;
    this.#settle();
  }

  close(pane) {
    this.panes = this.panes.filter((other) => other !== pane);
    pane.end();
    this.#settle();
  }

  #settle() {
    for (const pane of this.panes) pane.header.shut.hidden = this.panes.length < 2;
    find("#panes").classList.toggle("two", this.panes.length > 1);
    this.writeAddress();
    this.#drawList();
  }

  focused(pane) {
    this.focus = pane;
  }

  /** On a phone the list stands in place of the chat. */
  list() {
    this.#show("people");
    find("#people button")?.focus();
  }

  #show(view) {
    document.body.dataset.view = view;
  }

  #followAddress() {
    const named = address.read();
    const { people } = this.town;
    if (named.start && named.person && !this.town.person(named.person)) {
      this.newcomers.expect(named.person, named.start);
      return;
    }
    const person = this.town.person(named.person) ?? this.town.person(machine.recall("person", 0)) ?? people[0];
    if (person) this.#openNamed(person, named);
  }

  #openNamed(person, named) {
    this.open(person, this.town.chat(person, named.chat) ?? this.town.chatsOf(person)[0]);
    const second = this.wide && this.town.person(named.beside);
    if (second) this.openBeside(second, this.town.chatsOf(second)[0]);
    if (named.start) this.panes[0].open(named.start);
  }

  writeAddress() {
    if (!this.panes.length) return;
    machine.keep("person", this.panes[0].person.id);
    address.write(this.panes);
  }
}

new House().begin();
