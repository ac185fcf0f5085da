// Where somebody is in a chat: at its end, which is kept, or further up, where older messages are fetched from memory.

const NEAR = 120;

/** `acts`: moved(atEnd) after every scroll, deepen() when the beginning of what is drawn comes near. */
export class Scroll {
  atEnd = true;
  #acts;
  /** Pictures that arrive and keyboards that open move the end; who stood there stays there. */
  #holding = new ResizeObserver(() => this.hold());

  constructor(scroller, list, acts) {
    Object.assign(this, { scroller, list });
    this.#acts = acts;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#holding.observe(scroller);
    this.#holding.observe(list);
  }

  end() {
    this.#holding.disconnect();
  }

  toEnd(behavior = "instant") {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }

  /** The end stays in sight for who was there. */
  hold() {
    if (this.atEnd) this.toEnd();
  }

  /** Draws older messages above without moving what is looked at. */
  keepPlace(draw) {
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    draw();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  /** Looks where one is, as after a change that moved nothing. */
  look() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    this.#acts.moved(this.atEnd);
  }

  #scrolled() {
    this.look();
    if (!this.atEnd && this.scroller.scrollTop < 3 * NEAR) this.#acts.deepen();
  }
}
