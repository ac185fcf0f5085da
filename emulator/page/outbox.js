// What one person said that the server has not confirmed: shown at once, sent in order, kept over a reload where it is text.

import { Unreachable, speak } from "./sim.js";
import { tab } from "./memory.js";

const AGAIN = 2000;

/** Tells "changed" whenever something begins to wait, fails or is through. */
export class Outbox extends EventTarget {
  #waiting = [];
  #busy = false;

  constructor(chat, person) {
    super();
    this.chat = chat;
    this.person = person;
    this.#waiting = tab.recall(this.#name, []).map((words) => ({ ...words, state: "waiting" }));
    this.#send();
  }

  /** Files cannot be kept over a reload. */
  get holdsFiles() {
    return this.#waiting.some((entry) => entry.body instanceof FormData);
  }

  get waiting() {
    return this.#waiting;
  }

  /** `body` is what POST takes, `shown` how the bubble looks meanwhile, `after` the newest message there was before. */
  say(body, shown, after) {
    this.#waiting.push({ key: `w${Date.now()}${Math.random()}`, body, shown, after, state: "waiting" });
    this.#changed();
    this.#send();
  }

  again(entry) {
    entry.state = "waiting";
    this.#changed();
    this.#send();
  }

  drop(entry) {
    this.#waiting = this.#waiting.filter((other) => other !== entry);
    this.#changed();
  }

  async #send() {
    const next = this.#waiting.find((entry) => entry.state === "waiting");
    if (this.#busy || !next) return;
    this.#busy = true;
    const pause = await this.#attempt(next);
    this.#busy = false;
    setTimeout(() => this.#send(), pause);
  }

  /** 1. through: gone from here, the history has it. 2. no connection: waits, is tried again. 3. refused: stays with the reason. */
  async #attempt(entry) {
    try {
      await speak(this.chat, entry.body);
      this.drop(entry);
    } catch (trouble) {
      if (trouble instanceof Unreachable) return AGAIN;
      Object.assign(entry, { state: "refused", reason: trouble.message });
      this.#changed();
    }
    return 0;
  }

  #changed() {
    const words = this.#waiting.filter((entry) => !(entry.body instanceof FormData));
    tab.keep(this.#name, words);
    this.dispatchEvent(new Event("changed"));
  }

  get #name() {
    return `outbox.${this.chat}.${this.person}`;
  }
}
