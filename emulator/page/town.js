// What the page knows: the bot, the people, their chats, what was said in each, what waits to be sent.

import * as sim from "./sim.js";
import { Conversation } from "./conversation.js";
import { Live } from "./live.js";
import { Outbox } from "./outbox.js";
import { unread } from "./people.js";

/** Tells "changed" when anything of it did, "lost" and "found" as the server goes and comes. */
export class Town extends EventTarget {
  bot = { name: "机器人", username: "", description: "" };
  people = [];
  #chats = new Map();
  #conversations = new Map();
  #outboxes = new Map();
  #live = new Live();

  constructor() {
    super();
    this.#live.addEventListener("changed", ({ detail }) => this.#hear(detail));
    for (const name of ["lost", "found"]) this.#live.addEventListener(name, () => this.dispatchEvent(new Event(name)));
  }

  /** Never ends. */
  follow() {
    return this.#live.follow();
  }

  /** The network is back, or somebody looks again. */
  hurry() {
    this.#live.hurry();
  }

  /** The network is gone. */
  interrupt() {
    this.#live.interrupt();
  }

  person(id) {
    return this.people.find((person) => person.id === id);
  }

  /** A person's private chat first, then the groups. */
  chatsOf(person) {
    return this.#chats.get(person.id) ?? [{ id: person.id }];
  }

  chat(person, id) {
    return this.chatsOf(person).find((chat) => chat.id === id);
  }

  conversation(id) {
    if (!this.#conversations.has(id)) this.#conversations.set(id, this.#meet(id));
    return this.#conversations.get(id);
  }

  /** A message of the chat itself (a topic opened, a member came) means more than messages changed. */
  #meet(id) {
    const conversation = new Conversation(id);
    const heard = (messages) => (messages.some(({ service }) => service) ? this.refresh() : this.#changed());
    conversation.addEventListener("changed", ({ detail }) => heard(detail));
    conversation.refresh().catch(() => this.hurry());
    return conversation;
  }

  /** One for each person and chat, as long as the page lives: closing a chat does not stop what is on its way. */
  outbox(chat, person) {
    const name = `${chat.id} ${person.id}`;
    if (!this.#outboxes.has(name)) this.#outboxes.set(name, new Outbox(chat.id, person.id));
    return this.#outboxes.get(name);
  }

  /** Whether closing the page would lose a file that is not sent yet. */
  get holdsFiles() {
    return [...this.#outboxes.values()].some(({ holdsFiles }) => holdsFiles);
  }

  unreadOf(person) {
    return this.chatsOf(person).reduce((sum, chat) => sum + unread(person, chat, this.conversation(chat.id)), 0);
  }

  /** Asks again who is there and which chats they have; while the server is away what was known stays. */
  async refresh() {
    try {
      [this.people, this.bot] = await Promise.all([sim.people(), sim.bot()]);
      const learn = async (person) => this.#chats.set(person.id, await sim.chatsOf(person.id));
      await Promise.all(this.people.map(learn));
    } catch {
      this.hurry();
    }
    this.#changed();
  }

  /** In a chat that nobody knew yet somebody was added to a group. */
  async #hear(chats) {
    const known = new Set([...this.#chats.values()].flat().map(({ id }) => id));
    if (chats.some((id) => !known.has(id))) await this.refresh();
    await Promise.allSettled(chats.map((id) => this.conversation(id).refresh()));
  }

  #changed() {
    this.dispatchEvent(new Event("changed"));
  }
}
