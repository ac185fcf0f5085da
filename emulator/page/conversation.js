// The messages of one chat as the server tells them, kept fresh by one long poll while a pane shows them.

import { Unreachable, news } from "./sim.js";

const WAIT = 25;
const PATIENCE = [500, 1000, 2000, 4000, 8000];

/** Tells "changed" when messages came, changed or went, and "connection" when the server was lost or found again. */
export class Conversation extends EventTarget {
  #messages = new Map();
  #seq = 0;
  #watchers = 0;
  #call = null;
  #failures = 0;
  known = false;

  constructor(id) {
    super();
    this.id = id;
  }

  /** Everything said and not deleted, in order. */
  get messages() {
    return [...this.#messages.values()].sort((a, b) => a.message_id - b.message_id);
  }

  get connected() {
    return this.#failures === 0;
  }

  message(id) {
    return this.#messages.get(id);
  }

  /** Live from now on, until as many leave as came to watch. */
  watch() {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#follow();
  }

  leave() {
    this.#watchers -= 1;
    if (!this.#watchers) this.#call?.abort();
  }

  /** One look without waiting, for chats that nobody has open. */
  async peek() {
    if (this.#watchers) return;
    await this.#ask(0);
  }

  /** Ends a pause after a lost connection at once. */
  hurry() {
    this.#wake?.();
  }

  #wake = null;

  async #follow() {
    const call = (this.#call = new AbortController());
    while (!call.signal.aborted) {
      await this.#ask(this.known && this.connected ? WAIT : 0, call.signal);
      if (!this.connected && !call.signal.aborted) await this.#pause();
    }
  }

  async #ask(wait, signal) {
    try {
      this.#hear(await news(this.id, this.#seq, wait, signal));
      this.#settle(0);
    } catch (trouble) {
      if (trouble.name !== "AbortError") this.#settle(this.#failures + 1, trouble);
    }
  }

  #settle(failures, trouble) {
    const turned = (failures === 0) !== (this.#failures === 0);
    this.#failures = failures;
    if (turned) this.dispatchEvent(new CustomEvent("connection", { detail: trouble instanceof Unreachable }));
  }

  #pause() {
    const patience = PATIENCE[Math.min(this.#failures, PATIENCE.length) - 1];
    return new Promise((wake) => {
      this.#wake = wake;
      setTimeout(wake, patience);
    });
  }

  #hear({ seq, messages }) {
    if (seq < this.#seq) return this.#startAgain();
    const first = !this.known;
    this.known = true;
    this.#seq = seq;
    for (const message of messages) this.#place(message);
    if (first || messages.length) this.dispatchEvent(new CustomEvent("changed", { detail: messages }));
  }

  #place(message) {
    if (message.deleted) this.#messages.delete(message.message_id);
    else this.#messages.set(message.message_id, message);
  }

  /** The server began anew with an empty store: what we knew is no longer true. */
  #startAgain() {
    this.#messages.clear();
    this.#seq = 0;
    this.known = false;
  }
}
