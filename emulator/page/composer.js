// Where one person writes: the field, what hangs above it (reply, edit, suggestions), the buttons beside it, the reply keyboard below.

import { attach, offer } from "./attachments.js";
import { el, icon, iconButton } from "./dom.js";
import { machine } from "./memory.js";
import { summary } from "./bubbles.js";

const TYPING = 350;
const onAPhone = matchMedia("(pointer: coarse)");

/** `acts`: speaking, edited(message, text), inline(query) and lastOwn(), the message an arrow up edits. */
export class Composer {
  #target = null;
  #commands = [];
  #keyboard = null;
  #keyboardId = 0;

  constructor(place, botName, acts) {
    this.draft = `draft.${place}`;
    this.botName = botName;
    this.acts = acts;
    this.#build();
    this.field.value = machine.recall(this.draft, "");
    this.#settle();
  }

  #build() {
    this.field = el("textarea", { rows: "1", placeholder: "说点什么", "aria-label": "消息", enterkeyhint: "send" });
    this.above = el("div", { class: "above", hidden: true });
    this.suggestions = el("div", { class: "suggestions", role: "listbox", "aria-label": "命令", hidden: true });
    this.keys = el("div", { class: "keyboard", role: "group", "aria-label": "机器人的键盘", hidden: true });
    this.node = el("div", { class: "composer" }, this.suggestions, this.above, this.#line(), this.keys);
    this.#listen();
  }

  #line() {
    this.menuButton = el(
      "button",
      { type: "button", class: "menu-button", "aria-expanded": "false", click: () => this.#toggleMenu() },
      icon("menu"),
      "菜单",
    );
    this.keysButton = iconButton("keyboard", "机器人的键盘", () => this.#toggleKeys(), { hidden: true });
    const clip = iconButton("clip", "发送照片、文件、语音、位置", (event) => this.#attach(event.currentTarget));
    this.sendButton = iconButton("send", "发送", () => this.#send(), { class: "round send" });
    return el(
      "div",
      { class: "line" },
      this.menuButton,
      el("div", { class: "box" }, this.field, this.keysButton, clip),
      this.sendButton,
    );
  }

  #listen() {
    this.field.addEventListener("input", () => this.#settle());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("paste", (event) => this.#take(event, event.clipboardData.files));
    this.node.addEventListener("drop", (event) => this.#take(event, event.dataTransfer.files));
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener(
      "focusout",
      ({ relatedTarget }) => this.node.contains(relatedTarget) || this.#suggest(null),
    );
    this.suggestions.addEventListener("keydown", (event) => this.#walk(event));
  }

  #take(event, files) {
    if (!files.length) return;
    event.preventDefault();
    offer([...files], this.acts.speaking);
  }

  #attach(button) {
    const { right, top } = button.getBoundingClientRect();
    attach({ x: right - 160, y: top }, this.acts.speaking);
  }

  /** Enter sends on a desk; on a phone it makes a new line and the button sends. A half-typed pinyin is left alone. */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !onAPhone.matches) this.#enter(event);
    if (event.key === "Escape") this.#escape();
    if (event.key === "ArrowUp" && !this.suggestions.hidden) return this.#enterSuggestions(event);
    if (event.key === "ArrowUp" && !this.field.value) this.edit(this.acts.lastOwn());
  }

  /** First the suggestions go, then the reply or edit. */
  #escape() {
    if (!this.suggestions.hidden) this.#suggest(null);
    else if (this.#target) this.#release();
  }

  #enterSuggestions(event) {
    event.preventDefault();
    this.suggestions.lastChild.focus();
  }

  #enter(event) {
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.field.value.trim();
    if (!text) return this.field.focus();
    if (this.#target?.verb === "edit") this.acts.edited(this.#target.message, text);
    else this.acts.speaking.words(text, this.#target?.message.message_id);
    this.#release();
    this.#write("");
  }

  #write(text) {
    this.field.value = text;
    this.#settle();
    this.field.focus();
  }

  #settle() {
    const { value } = this.field;
    this.node.classList.toggle("written", value.trim() !== "");
    if (this.#target?.verb !== "edit") this.#keepDraft(value);
    this.#suggest(/^\/\w*$/u.test(value) ? value.slice(1) : null);
    this.#askInline(value);
  }

  /** @bot and some words: what the bot offers for them, once the typing pauses. */
  #askInline(value) {
    clearTimeout(this.typing);
    const query = value.startsWith(`@${this.botName} `) && value.slice(this.botName.length + 2).trim();
    if (query) this.typing = setTimeout(() => this.#offerInline(value, query), TYPING);
  }

  async #offerInline(value, query) {
    const answer = await this.acts.inline(query);
    if (!answer || this.field.value !== value) return;
    this.suggestions.replaceChildren(...answer.results.map((result) => this.#inlineResult(answer.query_id, result)));
    this.suggestions.hidden = !answer.results.length;
  }

  #inlineResult(queryId, { id, title, description }) {
    const chosen = () => {
      this.#write("");
      this.acts.speaking.inline({ query_id: queryId, result_id: id }, title);
    };
    return el(
      "button",
      { type: "button", role: "option", click: chosen },
      el("strong", {}, title),
      el("span", {}, description),
    );
  }

  #keepDraft(value) {
    if (value) machine.keep(this.draft, value);
    else machine.forget(this.draft);
  }

  reply(message, name) {
    this.#hold({ verb: "reply", message }, "reply", `回复 ${name}`, summary(message));
    this.field.focus();
  }

  edit(message) {
    if (!message) return;
    this.#hold({ verb: "edit", message }, "edit", "编辑消息", summary(message));
    this.#write(message.text);
  }

  #hold(target, drawing, title, words) {
    this.#target = target;
    const drop = iconButton("close", "取消", () => this.#release());
    this.above.replaceChildren(icon(drawing), el("div", {}, el("strong", {}, title), el("span", {}, words)), drop);
    this.above.hidden = false;
  }

  #release() {
    const edited = this.#target?.verb === "edit";
    this.#target = null;
    this.above.hidden = true;
    if (edited) this.#write("");
  }

  /** The bot's commands for this person; without any there is no menu. */
  offerCommands(commands) {
    this.#commands = commands;
    this.menuButton.hidden = !commands.length;
  }

  #toggleMenu() {
    if (this.suggestions.hidden) this.#suggest("");
    else this.#suggest(null);
  }

  #suggest(begun) {
    const found = begun === null ? [] : this.#commands.filter(({ command }) => command.startsWith(begun));
    this.suggestions.replaceChildren(...found.map((command) => this.#suggestion(command)));
    this.suggestions.hidden = !found.length;
    this.menuButton.setAttribute("aria-expanded", String(found.length > 0));
  }

  #walk(event) {
    const step = { ArrowUp: "previousSibling", ArrowDown: "nextSibling" }[event.key];
    if (!step && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Escape") this.#suggest(null);
    ((step && document.activeElement[step]) || this.field).focus();
  }

  #suggestion({ command, description }) {
    const chosen = () => {
      this.#suggest(null);
      this.#write("");
      this.acts.speaking.words(`/${command}`);
    };
    return el(
      "button",
      { type: "button", role: "option", click: chosen },
      el("strong", {}, `/${command}`),
      el("span", {}, description),
    );
  }

  /** The newest message with a reply keyboard, or one that takes it away; heard once, so that a folded keyboard stays folded. */
  offerKeyboard({ message_id: id, keyboard: rows, keyboard_once: once, placeholder }) {
    if (id === this.#keyboardId) return;
    this.#keyboardId = id;
    this.#keyboard = rows.length ? { once } : null;
    this.keys.replaceChildren(...rows.map((row) => this.#keyRow(row)));
    this.field.placeholder = placeholder ?? "说点什么";
    this.#showKeys(rows.length > 0);
  }

  #keyRow(row) {
    return el(
      "div",
      { class: "row" },
      row.map((key) => el("button", { type: "button", class: "key", click: () => this.#tap(key) }, key)),
    );
  }

  #tap(key) {
    this.acts.speaking.words(key);
    if (this.#keyboard.once) this.#showKeys(false);
  }

  #toggleKeys() {
    this.#showKeys(this.keys.hidden);
  }

  #showKeys(shown) {
    this.keys.hidden = !shown;
    this.keysButton.hidden = !this.#keyboard;
    this.keysButton.classList.toggle("on", shown);
  }
}
