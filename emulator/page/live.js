// One long poll for the whole page, however many chats are open: a browser allows few connections to one server.

import { changes } from "./sim.js";

const WAIT = 25;
const GRACE = 10;
const PATIENCE = [500, 1000, 2000, 4000, 8000];

/** Tells "changed" with the chats in which something happened, "lost" and "found" as the server goes and comes. */
export class Live extends EventTarget {
  #seq = 0;
  #failures = 0;
  #wake = () => null;
  #call = null;

  /** Never ends. After a lost connection it first looks whether the server still has what was known. */
  async follow() {
    while (true) {
      await this.#ask().then(
        () => this.#settle(0),
        () => this.#settle(this.#failures + 1),
      );
      if (this.#failures) await this.#pause();
    }
  }

  /** Ends a pause at once: the network is back, or somebody looks again. */
  hurry() {
    this.#wake();
  }

  /** Gives up the answer being waited for: the network is gone, it would never come. */
  interrupt() {
    this.#call?.abort();
  }

  async #ask() {
    const returning = this.#failures > 0 || this.#seq === 0;
    const { seq } = returning ? await this.#hear(0, 0) : await this.#hear(this.#seq, WAIT);
    if (seq < this.#seq) return location.reload();
    this.#seq = seq;
  }

  async #hear(after, wait) {
    this.#call = new AbortController();
    const signal = AbortSignal.any([this.#call.signal, AbortSignal.timeout((wait + GRACE) * 1000)]);
    const answer = await changes(after, wait, signal);
    if (answer.chats.length) this.dispatchEvent(new CustomEvent("changed", { detail: answer.chats }));
    return answer;
  }

  #settle(failures) {
    const turned = (failures === 0) !== (this.#failures === 0);
    this.#failures = failures;
    if (turned) this.dispatchEvent(new Event(failures ? "lost" : "found"));
  }

  #pause() {
    return new Promise((wake) => {
      this.#wake = wake;
      setTimeout(wake, PATIENCE[Math.min(this.#failures, PATIENCE.length) - 1]);
    });
  }
}
