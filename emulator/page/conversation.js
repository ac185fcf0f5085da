// The messages of one chat as the server tells them.

import { news } from "./sim.js";

/** Tells "changed", with them, when messages came, changed or went. */
export class Conversation extends EventTarget {
  #messages = new Map();
  #inOrder = [];
  #seq = 0;
  #asking = null;
  #again = false;
  known = false;

  constructor(id) {
    super();
    this.id = id;
  }

  /** Everything said and not deleted, in order. */
  get messages() {
    return this.#inOrder;
  }

  message(id) {
    return this.#messages.get(id);
  }

  /** Asks for what is new; while an answer is on the way, asks once more after it, however often it is called. */
  async refresh() {
    this.#again = Boolean(this.#asking);
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    await this.#asking;
    if (this.#again) await this.refresh();
  }

  async #ask() {
    const { seq, messages } = await news(this.id, this.#seq);
    this.#seq = seq;
    const first = !this.known;
    this.known = true;
    for (const message of messages) this.#place(message);
    if (messages.length)
      this.#inOrder = [...this.#messages.values()].sort((one, other) => one.message_id - other.message_id);
    if (first || messages.length) this.dispatchEvent(new CustomEvent("changed", { detail: messages }));
  }

  #place(message) {
    if (message.deleted) this.#messages.delete(message.message_id);
    else this.#messages.set(message.message_id, message);
  }
}
