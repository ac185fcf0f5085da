// One phone: the header, the bubbles and the composer of one person in one chat.

import * as sim from "./sim.js";
import { Composer } from "./composer.js";
import { Outbox } from "./outbox.js";
import { Timeline } from "./timeline.js";
import { alertOf, below, menuAt } from "./dialogs.js";
import { avatar, el, icon, iconButton } from "./dom.js";
import { summary } from "./bubbles.js";

const NEAR = 120;
const PAGE = 120;
const TOAST = 3500;
const FINGER = 24;

/** `house` is what the page as a whole can do: list, close, beside, faults, bot, seen. */
export class Pane {
  #ending = new AbortController();
  #lastId = 0;
  #atEnd = true;
  #depth = PAGE;

  constructor(person, chat, conversation, house) {
    Object.assign(this, { person, chat, conversation, house, private: chat.id === person.id });
    this.outbox = new Outbox(chat.id, person.id);
    this.#build();
    this.#listen();
    this.#entitle();
    if (conversation.known) this.#draw();
    this.#learnCommands();
  }

  #build() {
    this.list = el("div", { class: "bubbles" });
    this.scroller = el("div", { class: "scroller", role: "log", tabindex: "0", "aria-label": "消息" }, this.list);
    this.timeline = new Timeline(this.list, this.conversation, this.person, !this.private, this.#acts());
    this.composer = new Composer(`${this.chat.id}.${this.person.id}`, this.house.bot.username, this.#writing());
    this.foot = el("div", { class: "foot" });
    this.down = iconButton("down", "到最新消息", () => this.#toEnd("smooth"), { class: "round down", hidden: true });
    this.toastBox = el("div", { class: "toast", role: "status", "aria-live": "polite" });
    this.pinned = el("button", { type: "button", class: "pinned", hidden: true });
    this.node = el("section", { class: "pane", "aria-label": `${this.person.name}的手机` }, this.#header(), this.pinned, this.#stage(), this.foot);
  }

  #stage() {
    this.topics = el("div", { class: "topics", role: "tablist", "aria-label": "话题", hidden: true });
    return el("div", { class: "stage" }, this.topics, this.scroller, this.down, this.toastBox);
  }

  #header() {
    this.title = el("div", { class: "title" });
    const back = iconButton("back", "换个人", () => this.house.list(), { class: "round back" });
    this.elsewhere = el("span", { class: "badge", hidden: true });
    back.append(this.elsewhere);
    const more = iconButton("more", "更多", (event) => this.#more(event.currentTarget));
    this.shut = iconButton("close", "关闭这个聊天", () => this.house.close(this), { class: "round shut", hidden: true });
    return el("header", { class: "bar" }, back, this.title, more, this.shut);
  }

  #listen() {
    const { signal } = this.#ending;
    this.conversation.addEventListener("changed", () => this.#draw(), { signal });
    this.outbox.addEventListener("changed", () => this.#draw(), { signal });
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { signal, passive: true });
    this.scroller.addEventListener("scroll", () => this.#nearBegin() && this.#deepen(this.#depth + PAGE), { signal, passive: true });
    this.scroller.addEventListener("keydown", (event) => this.#walk(event), { signal });
    this.node.addEventListener("focusin", () => this.house.focused(this), { signal });
    this.node.addEventListener("pointerdown", () => this.house.focused(this), { signal });
    this.#holding.observe(this.scroller);
    this.#holding.observe(this.list);
  }

  /** Pictures that arrive and keyboards that open move the end; who stood there stays there. */
  #holding = new ResizeObserver(() => this.#atEnd && this.#toEnd("instant"));

  end() {
    this.#ending.abort();
    this.#holding.disconnect();
    this.node.remove();
  }

  /** The bot may change them whenever it speaks, a new role brings new ones. */
  async #learnCommands() {
    const commands = await sim.commandsOf(this.person.id, this.chat.id).catch(() => null);
    if (commands) this.composer.offerCommands(commands);
  }

  /** What the list of chats newly says about this one. */
  learn(person, chat) {
    Object.assign(this, { person, chat });
    this.#entitle();
    if (this.conversation.known) this.#draw();
  }

  #entitle() {
    const name = this.private ? this.house.bot.name : this.chat.title;
    const who = this.person.note ? `${this.person.name} · ${this.person.note}` : this.person.name;
    const sub = el("small", {}, el("span", { class: "me" }, `您是 ${who}`));
    this.title.replaceChildren(avatar(name, this.private ? "bot" : this.chat.id), el("div", {}, el("h2", {}, name), sub));
  }

  #draw() {
    const { messages } = this.conversation;
    this.timeline.draw(this.#inTopic(messages).slice(-this.#depth), this.#stillWaiting());
    this.#offer();
    this.#pin(messages);
    this.#follow(messages);
  }

  /** What is already in the history, though its answer is still on the way, is not shown twice. */
  #stillWaiting() {
    return this.outbox.waiting.filter((entry) => !this.conversation.messages.some((message) => this.#isIt(message, entry)));
  }

  #isIt(message, entry) {
    if (message.from !== this.person.id || message.message_id <= entry.after) return false;
    return entry.state === "waiting" && (message.text ?? "") === entry.shown[0].text;
  }

  #follow(messages) {
    const last = messages.at(-1)?.message_id ?? 0;
    const mine = last > this.#lastId && messages.at(-1).from === this.person.id;
    if (this.#atEnd || mine) this.#toEnd("instant");
    if (this.#lastId && last > this.#lastId && !mine) this.#learnCommands();
    this.#lastId = Math.max(last, this.#lastId);
    this.#scrolled();
  }

  /** Long histories are drawn a page at a time, more when somebody scrolls up to where they begin. */
  #deepen(depth) {
    if (depth <= this.#depth || this.#depth >= this.conversation.messages.length) return;
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    this.#depth = depth;
    this.#draw();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  #nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #nearBegin() {
    return this.scroller.scrollTop < 3 * NEAR && !this.#atEnd;
  }

  #toEnd(behavior) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }

  #scrolled() {
    this.#atEnd = this.#nearEnd();
    this.down.hidden = this.#atEnd;
    if (this.#atEnd) this.house.seen(this, this.#lastId);
  }

  /** It came into sight: the end is where it was left, or where it begins. */
  lookedAt() {
    if (this.#atEnd) this.#toEnd("instant");
    this.#scrolled();
  }

  #walk(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const rows = [...this.list.querySelectorAll(".message")];
    if (!step || !rows.length) return;
    event.preventDefault();
    const at = rows.indexOf(document.activeElement.closest(".message"));
    (rows[at + step] ?? rows.at(step)).focus();
  }

  #offer() {
    const begun = this.#begun();
    const foot = this.#blocked() ? this.#unblockButton() : begun ? this.composer.node : this.#startButton();
    if (this.foot.firstChild?.dataset?.kind !== foot.dataset.kind || !this.foot.firstChild) this.foot.replaceChildren(foot);
    this.node.classList.toggle("fresh", !begun && !this.conversation.messages.length);
    this.#offerKeyboard();
    this.#welcome(begun);
  }

  #blocked() {
    return this.private && Boolean(this.chat.blocked);
  }

  #begun() {
    if (this.startWith) return false;
    if (!this.private || this.chat.started) return true;
    return this.outbox.waiting.length > 0 || this.conversation.messages.some(({ from }) => from === this.person.id);
  }

  #startButton() {
    return wide("start", "开始", () => this.start());
  }

  #unblockButton() {
    return wide("unblock", "解除屏蔽", () => this.#block(false));
  }

  /** A first-timer's /start, with what the link carried. */
  start() {
    const text = this.startWith ? `/start ${this.startWith}` : "/start";
    this.startWith = "";
    this.house.started(this);
    this.#say(text);
  }

  /** The next press on 开始 will carry this. */
  open(payload) {
    this.startWith = payload;
    if (this.conversation.known) this.#offer();
  }

  #welcome(begun) {
    this.list.querySelector(".welcome")?.remove();
    if (begun || this.conversation.messages.length || !this.conversation.known) return;
    const { name, description } = this.house.bot;
    const words = description || "按下面的“开始”，和它说第一句话。";
    this.list.append(el("div", { class: "welcome" }, avatar(name, "bot"), el("strong", {}, name), el("p", {}, words)));
  }

  #offerKeyboard() {
    const from = this.conversation.messages.findLast((message) => message.keyboard?.length || message.keyboard_removed);
    if (from) this.composer.offerKeyboard(from);
  }

  #pin(messages) {
    const pinned = messages.findLast((message) => message.pinned);
    this.pinned.hidden = !pinned;
    if (!pinned) return;
    this.pinned.replaceChildren(icon("pin-message"), el("span", {}, el("strong", {}, "置顶消息"), el("span", {}, summary(pinned))));
    this.pinned.onclick = () => this.#find(pinned.message_id);
  }

  #find(id) {
    const { messages } = this.conversation;
    this.#deepen(messages.length - messages.findIndex((message) => message.message_id === id) + PAGE);
    const row = this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!row) return this.toast("这条消息已经不在了。");
    row.scrollIntoView({ block: "center", behavior: "smooth" });
    row.classList.add("found");
    setTimeout(() => row.classList.remove("found"), 1600);
  }

  #inTopic(messages) {
    this.#drawTopics();
    return this.topic ? messages.filter((message) => message.topic === this.topic) : messages;
  }

  #drawTopics() {
    const topics = this.chat.topics ?? [];
    this.topics.hidden = !topics.length;
    const all = [{ id: null, name: "全部" }, ...topics];
    this.topics.replaceChildren(...all.map((topic) => this.#topicTab(topic)));
  }

  #topicTab({ id, name }) {
    const chosen = () => {
      this.topic = id;
      this.#draw();
      this.#toEnd("instant");
    };
    return el("button", { type: "button", role: "tab", "aria-selected": String((this.topic ?? null) === id), click: chosen }, name);
  }

  #acts() {
    return {
      press: (button, message, label) => this.#press(button, message, label),
      command: (text) => this.#say(text),
      menu: (event, post) => this.#menu(event, post),
      find: (id) => this.#find(id),
      again: (entry) => this.outbox.again(entry),
      drop: (entry) => this.outbox.drop(entry),
    };
  }

  #writing() {
    return {
      words: (text, replyTo) => this.#say(text, replyTo),
      edited: (message, text) => this.#edit(message, text),
      inline: (query) => this.#tried(() => sim.inline(this.person.id, query)),
      chosen: (inline, text) => this.#post({ inline }, [{ text }]),
      lastOwn: () => this.conversation.messages.findLast((message) => message.from === this.person.id && message.text && !message.sticker),
      post: this.#posting(),
    };
  }

  #say(text, replyTo) {
    this.#post({ text, reply_to: replyTo }, [{ text, reply_to: replyTo }]);
  }

  #posting() {
    return {
      photos: (files, urls, caption) =>
        this.#postForm({ photo: files, caption }, urls.map((photo, at) => ({ photo, text: at ? "" : caption }))),
      file: (file, caption) => this.#postForm({ document: [file], caption }, [{ document: { name: file.name, url: "#" }, text: caption }]),
      voice: (blob, seconds) => this.#postForm({ voice: [named(blob)], duration: seconds }, [{ voice: { url: "#", duration: seconds }, text: "" }]),
      place: (location) => this.#post({ location }, [{ location, text: "" }]),
      sticker: (emoji) => this.#post({ sticker: emoji }, [{ sticker: emoji, text: "" }]),
    };
  }

  #postForm({ caption, duration, ...files }, shown) {
    const form = new FormData();
    form.set("from", this.person.id);
    if (caption) form.set("caption", caption);
    if (duration) form.set("duration", duration);
    if (this.topic) form.set("topic", this.topic);
    for (const [kind, all] of Object.entries(files)) for (const file of all) form.append(kind, file);
    this.#wait(form, shown);
  }

  #post(body, shown) {
    this.#wait({ from: this.person.id, topic: this.topic ?? undefined, ...body }, shown);
  }

  #wait(body, shown) {
    const traits = { from: this.person.id, message_id: 0, date: Date.now() / 1000, seq: 0 };
    this.outbox.say(body, shown.map((message) => ({ ...traits, ...message })), this.#lastId);
    this.#toEnd("instant");
  }

  async #edit(message, text) {
    await this.#tried(() => sim.edit(this.chat.id, message.message_id, text));
  }

  async #press(button, message, label) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const answer = await this.#tried(() => sim.press(this.chat.id, this.person.id, message.message_id, label));
    button.removeAttribute("aria-busy");
    if (answer?.toast && answer.alert) alertOf(answer.toast);
    else if (answer?.toast) this.toast(answer.toast);
    if (answer?.url) window.open(answer.url, "_blank", "noopener");
  }

  async #block(blocked) {
    await this.#tried(() => sim.block(this.chat.id, blocked));
    await this.house.refresh();
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
    const own = message.from === this.person.id && !message.sticker && !message.location;
    menuAt(pointOf(event), "这条消息", [
      ["reply", "回复", () => this.composer.reply(message, post.mine ? "自己" : (message.from_name ?? "机器人"))],
      message.text && ["copy", "复制", () => this.#copy(message.text)],
      own && ["edit", "编辑", () => this.composer.edit(message)],
    ]);
  }

  async #copy(text) {
    const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
    this.toast(done ? "已复制" : "浏览器不允许复制，请长按选字。");
  }

  #more(button) {
    const blocked = this.#blocked();
    menuAt(below(button), "更多", [
      this.private && [blocked ? "check" : "block", blocked ? "解除屏蔽" : "屏蔽", () => this.#block(!blocked)],
      ["link", "打开邀请链接", () => this.house.invite(this)],
      this.house.wide && ["columns", "并排再开一个", () => this.house.beside()],
      ["storm", "模拟故障", () => this.house.faults()],
    ]);
  }

  /** Unread messages of everybody else, on the way back to the list. */
  elsewhereUnread(count) {
    this.elsewhere.hidden = !count;
    this.elsewhere.textContent = count > 99 ? "99+" : String(count);
  }
}

function wide(kind, words, pressed) {
  return el("button", { type: "button", class: "wide", "data-kind": kind, click: pressed }, words);
}

function named(blob) {
  if (blob instanceof File) return blob;
  const ending = blob.type.includes("wav") ? "wav" : blob.type.includes("mp4") ? "m4a" : "ogg";
  return new File([blob], `voice.${ending}`, { type: blob.type });
}

/** Where the finger was; for the keyboard's menu key, where the message is. */
function pointOf(event) {
  if (event.clientX || event.clientY) return { x: event.clientX, y: event.clientY, gap: event.pointerType === "touch" ? FINGER : 0 };
  return below(event.target);
}
