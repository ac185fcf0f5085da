// Small windows over the page: a question with a form, an alert, a menu where the finger was.

import { el, icon } from "./dom.js";

const EDGE = 8;

/** A window with a title; it leaves the page when closed. Escape and a tap beside it close it too. */
export function sheet(title, ...contents) {
  const close = el("button", { type: "button", class: "round", "aria-label": "关闭" }, icon("close"));
  const box = el(
    "dialog",
    { class: "sheet", "aria-label": title, closedby: "any" },
    el("header", {}, el("h2", {}, title), close),
    contents,
  );
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  return box;
}

/** A window whose form is `fields`; `done` hears the form's values once they are complete. */
export function ask(title, fields, verb, done) {
  const form = el("form", { method: "dialog" }, fields, el("button", { class: "primary" }, verb));
  const box = sheet(title, form);
  form.addEventListener("submit", () => done(Object.fromEntries(new FormData(form))));
  return box;
}

export function field(label, name, traits = {}) {
  return el("label", { class: "field" }, el("span", {}, label), el("input", { name, autocomplete: "off", ...traits }));
}

/** Telegram's answerCallbackQuery with show_alert: a window that waits to be read. */
export function alertOf(words) {
  const box = el("dialog", { class: "alert", "aria-label": "提示" }, el("p", {}, words));
  box.append(el("button", { type: "button", class: "primary", autofocus: true, click: () => box.close() }, "好"));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** A menu at a point of the screen; `choices` are [drawing, words, act], falsy ones are left out. */
export function menuAt({ x, y, gap = 0 }, label, choices) {
  const before = document.activeElement;
  const close = () => {
    menu.remove();
    removeEventListener("pointerdown", elsewhere, true);
    before?.focus({ preventScroll: true });
  };
  const elsewhere = ({ target }) => menu.contains(target) || close();
  const items = choices.filter(Boolean).map(([drawing, words, act]) => item(drawing, words, () => (close(), act())));
  // A popover of the sort "auto" would close when the finger of the long press that opened it is lifted.
  const menu = el("div", { class: "menu", popover: "manual", role: "menu", "aria-label": label }, items);
  menu.addEventListener("keydown", (event) => walk(event, items, close));
  document.querySelector(".menu")?.remove();
  document.body.append(menu);
  menu.showPopover();
  settle(menu, x, y, gap);
  items[0]?.focus();
  addEventListener("pointerdown", elsewhere, true);
}

function item(drawing, words, chosen) {
  return el("button", { type: "button", role: "menuitem", click: chosen }, icon(drawing), words);
}

function walk(event, items, close) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step && !["Escape", "Tab"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  else close();
}

/** Below the point, or above it where that does not fit; never under the finger, which would choose when lifted. */
function settle(menu, x, y, gap) {
  const { width, height } = menu.getBoundingClientRect();
  const fits = y + gap + height + EDGE <= innerHeight;
  menu.style.left = `${Math.max(EDGE, Math.min(x, innerWidth - width - EDGE))}px`;
  menu.style.top = `${Math.max(EDGE, fits ? y + gap : y - gap - height)}px`;
}

/** Just below (or above) a button. */
export function below(button) {
  const { left, bottom } = button.getBoundingClientRect();
  return { x: left, y: bottom + 4 };
}
