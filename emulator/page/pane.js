// One phone: the header, the bubbles and the composer of one person in one chat.

import * as sim from "./sim.js";
import { alertOf, below, menuAt } from "./dialogs.js";
import { avatar, el, iconButton } from "./dom.js";
import { Composer } from "./composer.js";
import { Header } from "./header.js";
import { Scroll } from "./scroll.js";
import { Speaking } from "./speaking.js";
import { Timeline } from "./timeline.js";
import { payloadOf } from "./address.js";

const PAGE = 120;
const TOAST = 3500;
const FOUND = 1600;
const FINGER = 24;

/** `town` knows who is there and what was said, `house` is what the page as a whole can do. */
export class Pane {
  startWith = "";
  #ending = new AbortController();
  #lastId = 0;
  #depth = PAGE;

  constructor(person, chat, town, house) {
    Object.assign(this, { person, chat, town, house, private: chat.id === person.id });
    this.conversation = town.conversation(chat.id);
    this.outbox = town.outbox(chat, person);
    this.speaking = new Speaking(person, this.conversation, this.outbox);
    this.#build();
    this.#listen();
    this.#entitle();
    if (this.conversation.known) this.#draw();
    this.#learnCommands();
  }

  #build() {
    this.list = el("div", { class: "bubbles" });
    const scroller = el("div", { class: "scroller", role: "log", tabindex: "0", "aria-label": "消息" }, this.list);
    this.scroll = new Scroll(scroller, this.list, { moved: () => this.#moved(), deepen: () => this.#deepen() });
    this.timeline = new Timeline(this.list, this.conversation, this.person, !this.private, this.#onMessages());
    this.header = new Header(this.#onHeader());
    this.composer = new Composer(`${this.chat.id}.${this.person.id}`, this.town.bot.username, this.#onWriting());
    this.down = iconButton("down", "到最新消息", () => this.scroll.toEnd("smooth"), {
      class: "round down",
      hidden: true,
    });
    this.toastBox = el("div", { class: "toast", role: "status", "aria-live": "polite" });
    this.foot = el("div", { class: "foot" });
    const stage = el("div", { class: "stage" }, scroller, this.down, this.toastBox);
    const label = `${this.person.name}的手机`;
    this.node = el("section", { class: "pane", "aria-label": label }, this.header.node, stage, this.foot);
  }

  #listen() {
    const { signal } = this.#ending;
    this.conversation.addEventListener("changed", () => this.#draw(), { signal });
    this.outbox.addEventListener("changed", () => this.#draw(), { signal });
    this.list.addEventListener("click", (event) => this.#openLink(event));
    this.scroll.scroller.addEventListener("keydown", (event) => this.#walk(event));
    this.node.addEventListener("focusin", () => this.house.focused(this));
    this.node.addEventListener("pointerdown", () => this.house.focused(this));
  }

  end() {
    this.#ending.abort();
    this.scroll.end();
    this.node.remove();
  }

  #onMessages() {
    return {
      press: (button, message, label) => this.#press(button, message, label),
      command: (text) => this.#say(() => this.speaking.words(text)),
      menu: (event, post) => this.#menu(event, post),
      find: (id) => this.#find(id),
      again: (entry) => this.outbox.again(entry),
      drop: (entry) => this.outbox.drop(entry),
    };
  }

  #onHeader() {
    return {
      list: () => this.house.list(),
      more: (button) => this.#more(button),
      close: () => this.house.close(this),
      find: (id) => this.#find(id),
      topic: (id) => this.#choose(id),
    };
  }

  #onWriting() {
    const { person, speaking } = this;
    const own = (message) => message.from === person.id && message.text && !message.sticker;
    return {
      speaking,
      edited: (message, text) => this.#tried(() => sim.edit(this.chat.id, message.message_id, text)),
      inline: (query) => this.#tried(() => sim.inline(person.id, query)),
      lastOwn: () => this.conversation.messages.findLast(own),
    };
  }

  /** What the town newly knows about this chat: blocked or not, its title, its topics. */
  learn(person, chat) {
    Object.assign(this, { person, chat });
    this.#entitle();
    if (this.conversation.known) this.#draw();
  }

  #entitle() {
    const name = this.private ? this.town.bot.name : this.chat.title;
    this.header.entitle(name, this.private ? "bot" : this.chat.id, this.person);
    this.header.offerTopics(this.chat.topics ?? [], this.speaking.topic);
  }

  /** The bot may change them whenever it speaks, a new role brings new ones. */
  async #learnCommands() {
    const commands = await sim.commandsOf(this.person.id, this.chat.id).catch(() => null);
    if (commands) this.composer.offerCommands(commands);
  }

  #draw() {
    const { messages } = this.conversation;
    this.timeline.draw(this.#inTopic(messages).slice(-this.#depth), this.#stillWaiting(messages));
    this.header.pin(messages.findLast((message) => message.pinned));
    this.#offer();
    this.#follow(messages);
  }

  #inTopic(messages) {
    const { topic } = this.speaking;
    return topic ? messages.filter((message) => message.topic === topic) : messages;
  }

  #choose(topic) {
    this.speaking.topic = topic;
    this.#entitle();
    this.#draw();
    this.scroll.toEnd();
  }

  /** What is already in the history, though its answer is still on the way, is not shown twice. */
  #stillWaiting(messages) {
    const since = (entry) => messages.filter(({ message_id: id, from }) => id > entry.after && from === this.person.id);
    const isThere = (entry) => since(entry).some(({ text }) => text === entry.shown[0].text);
    return this.outbox.waiting.filter((entry) => entry.state === "refused" || !isThere(entry));
  }

  /** New words of others are followed by who stood at the end; own words always. */
  #follow(messages) {
    const last = messages.at(-1)?.message_id ?? 0;
    const isNew = last > this.#lastId;
    const mine = isNew && messages.at(-1).from === this.person.id;
    if (mine) this.scroll.toEnd();
    else this.scroll.hold();
    if (isNew && !mine && this.#lastId) this.#learnCommands();
    this.#lastId = Math.max(last, this.#lastId);
    this.scroll.look();
  }

  #moved() {
    this.down.hidden = this.scroll.atEnd;
    if (this.scroll.atEnd) this.house.seen(this, this.#lastId);
  }

  /** Long histories are drawn a page at a time, more when somebody scrolls up to where they begin. */
  #deepen(depth = this.#depth + PAGE) {
    if (depth <= this.#depth || this.#depth >= this.conversation.messages.length) return;
    this.#depth = depth;
    this.scroll.keepPlace(() => this.#draw());
  }

  /** It came into sight: at its end, unless it was left further up. */
  lookedAt() {
    this.scroll.hold();
    this.scroll.look();
  }

  #walk(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const rows = [...this.list.querySelectorAll(".message")];
    if (!step || !rows.length) return;
    event.preventDefault();
    const at = rows.indexOf(document.activeElement.closest(".message"));
    (rows[at + step] ?? rows.at(step)).focus();
  }

  #find(id) {
    const { messages } = this.conversation;
    this.#deepen(messages.length - messages.findIndex((message) => message.message_id === id) + PAGE);
    const row = this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!row) return this.toast("这条消息已经不在了。");
    row.scrollIntoView({ block: "center", behavior: "smooth" });
    row.classList.add("found");
    setTimeout(() => row.classList.remove("found"), FOUND);
  }

  /** Below the bubbles: the composer, or the one thing that can be done first. */
  #offer() {
    const foot = this.#blocked ? this.#unblockButton() : this.#begun ? this.composer.node : this.#startButton();
    if (this.foot.firstChild?.className !== foot.className || !this.#begun) this.foot.replaceChildren(foot);
    const keyboard = this.conversation.messages.findLast(
      (message) => message.keyboard?.length || message.keyboard_removed,
    );
    if (keyboard) this.composer.offerKeyboard(keyboard);
    this.#welcome();
  }

  get #blocked() {
    return this.private && Boolean(this.chat.blocked);
  }

  get #begun() {
    if (this.startWith) return false;
    if (!this.private || this.chat.started || this.outbox.waiting.length) return true;
    return this.conversation.messages.some(({ from }) => from === this.person.id);
  }

  #startButton() {
    return el("button", { type: "button", class: "wide start", click: () => this.#start() }, "开始");
  }

  #unblockButton() {
    return el("button", { type: "button", class: "wide unblock", click: () => this.#block(false) }, "解除屏蔽");
  }

  /** The next press on 开始 will carry this. */
  open(payload) {
    this.startWith = payload;
    this.house.writeAddress();
    if (this.conversation.known) this.#draw();
  }

  #start() {
    const text = this.startWith ? `/start ${this.startWith}` : "/start";
    this.startWith = "";
    this.house.writeAddress();
    this.#say(() => this.speaking.words(text));
  }

  #welcome() {
    this.list.querySelector(".welcome")?.remove();
    if (this.list.children.length || !this.conversation.known) return;
    const { name, description } = this.town.bot;
    const face = this.private ? avatar(name, "bot") : avatar(this.chat.title, this.chat.id);
    const title = el("strong", {}, this.private ? name : this.chat.title);
    this.list.append(el("div", { class: "welcome" }, face, title, el("p", {}, this.#hint(description))));
  }

  #hint(description) {
    if (this.startWith) return "您打开的是一条邀请链接，按下面的“开始”加入。";
    if (!this.private) return "还没有人说话。";
    if (description) return description;
    return this.#begun ? "发一句话，它就会回答。" : "按下面的“开始”，和它说第一句话。";
  }

  #say(speak) {
    speak();
    this.scroll.toEnd();
  }

  async #press(button, message, label) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const answer = await this.#tried(() => sim.press(this.chat.id, this.person.id, message.message_id, label));
    button.removeAttribute("aria-busy");
    if (answer?.toast && answer.alert) alertOf(answer.toast);
    else if (answer?.toast) this.toast(answer.toast);
  }

  async #block(blocked) {
    await this.#tried(() => sim.block(this.chat.id, blocked));
    await this.town.refresh();
    this.toast(blocked ? "已屏蔽。机器人不能再给您发消息。" : "已解除屏蔽。");
  }

  async #tried(attempt) {
    try {
      return await attempt();
    } catch (trouble) {
      this.toast(trouble instanceof sim.Unreachable ? "连接断开，没有成功，请稍后再试。" : trouble.message);
      return null;
    }
  }

  /** A short word at the foot of the chat, as Telegram answers a press. */
  toast(words) {
    this.toastBox.textContent = words;
    this.toastBox.classList.add("shown");
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => this.toastBox.classList.remove("shown"), TOAST);
  }

  #menu(event, post) {
    if (post.waiting || event.target.closest("a[href]") || String(getSelection())) return;
    event.preventDefault();
    const [message] = post.messages;
    const own = post.mine && !message.sticker && !message.location;
    menuAt(pointOf(event), "这条消息", [
      ["reply", "回复", () => this.composer.reply(message, post.mine ? "自己" : message.from_name)],
      message.text && ["copy", "复制", () => this.#copy(message.text)],
      own && ["edit", "编辑", () => this.composer.edit(message)],
    ]);
  }

  async #copy(text) {
    const written = navigator.clipboard.writeText(text);
    const words = await written.then(
      () => "已复制",
      () => "浏览器不允许复制，请长按选字。",
    );
    this.toast(words);
  }

  #more(button) {
    const [drawing, words] = this.#blocked ? ["check", "解除屏蔽"] : ["block", "屏蔽机器人"];
    menuAt(below(button), "更多", [
      this.private && [drawing, words, () => this.#block(!this.#blocked)],
      ["link", "打开邀请链接", () => this.house.newcomers.invite(this)],
      this.house.wide && ["columns", "并排再开一个", () => this.house.beside()],
      ["storm", "模拟故障", () => this.house.faults.open()],
    ]);
  }

  /** A link to the bot itself leads nowhere outside: here somebody opens it. */
  #openLink(event) {
    const href = event.target.closest("a[href]")?.href ?? "";
    const { username } = this.town.bot;
    if (!username || !href.startsWith(`https://t.me/${username}?start=`)) return;
    event.preventDefault();
    this.house.newcomers.offerLink(this, pointOf(event), payloadOf(href));
  }
}

/** Where the finger was; for the keyboard's menu key, where the message is. */
function pointOf(event) {
  const { clientX: x, clientY: y } = event;
  if (!x && !y) return below(event.target);
  return { x, y, gap: event.pointerType === "touch" ? FINGER : 0 };
}
