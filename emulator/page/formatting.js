// Telegram's formatting as elements: only what is listed here survives, whatever the server sent.

import { el } from "./dom.js";

const PLAIN = { b: "strong", strong: "strong", i: "em", em: "em", u: "u", ins: "u", s: "s", strike: "s", del: "s" };
const LITERAL = ["code", "pre"];
const DROPPED = ["script", "style", "template", "title"];
const LINKS = /(https?:\/\/[^\s，。；、）》”]+)|((?<![\w/])\/[a-z][a-z0-9_]{0,31}\b)/giu;
const SAFE_LINK = /^(https?|tg|tel|mailto):/iu;

/** The message's words, formatted where the server gave formatting; `onCommand` hears a tapped /command. */
export function formatted(message, onCommand) {
  if (!message.html) return linked(message.text ?? "", onCommand);
  return inside(new DOMParser().parseFromString(message.html, "text/html").body, onCommand);
}

/** Without `onCommand` (inside links and code) words stay as they are. */
function inside(source, onCommand) {
  return [...source.childNodes].flatMap((node) => allowed(node, onCommand)).map(besideBlocks);
}

/** A quote or block of code is a paragraph already: the line break next to it would be an empty line. */
function besideBlocks(piece, at, pieces) {
  if (typeof piece !== "string") return piece;
  const after = isBlock(pieces[at - 1]) ? piece.replace(/^\n/u, "") : piece;
  return isBlock(pieces[at + 1]) ? after.replace(/\n$/u, "") : after;
}

const isBlock = (piece) => ["blockquote", "pre"].includes(piece?.localName);

function allowed(node, onCommand) {
  if (node.nodeType === Node.TEXT_NODE) return linked(node.data, onCommand);
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.includes(node.localName)) return [];
  return shaped(node, node.localName, onCommand);
}

function shaped(node, name, onCommand) {
  if (name === "br") return ["\n"];
  if (name === "a") return [link(node.getAttribute("href") ?? "", inside(node))];
  if (LITERAL.includes(name)) return [el(name, {}, inside(node))];
  const words = inside(node, onCommand);
  if (name === "blockquote") return [quote(words, node.hasAttribute("expandable"))];
  if (node.classList.contains("tg-spoiler")) return [spoiler(words)];
  return PLAIN[name] ? [el(PLAIN[name], {}, words)] : words;
}

function linked(text, onCommand) {
  if (!onCommand) return [text];
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(LINKS)) {
    pieces.push(text.slice(from, found.index), found[1] ? link(found[1], [found[1]]) : command(found[2], onCommand));
    from = found.index + found[0].length;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== "");
}

function link(href, words) {
  if (!SAFE_LINK.test(href)) return el("span", {}, words);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);
}

function command(text, onCommand) {
  return el("button", { type: "button", class: "command", click: () => onCommand(text) }, text);
}

function spoiler(words) {
  const cover = el(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "隐藏的内容，按下显示" },
    words,
  );
  const show = () => {
    cover.classList.add("shown");
    for (const trait of ["role", "tabindex", "aria-label"]) cover.removeAttribute(trait);
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return cover;
}

function quote(words, folds) {
  if (!folds) return el("blockquote", {}, words);
  const box = el("blockquote", { class: "folded" }, el("div", { class: "quoted" }, words));
  const fold = el("button", { type: "button", class: "fold", "aria-expanded": "false" }, "展开");
  fold.addEventListener("click", () => turn(box, fold));
  box.append(fold);
  return box;
}

function turn(box, fold) {
  const folded = box.classList.toggle("folded");
  fold.setAttribute("aria-expanded", String(!folded));
  fold.textContent = folded ? "展开" : "收起";
}
