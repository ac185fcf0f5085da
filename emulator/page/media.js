// What stands in a bubble beside words: photos, documents, voice, places, stickers.

import { el, icon } from "./dom.js";
import { length } from "./moments.js";

const BARS = 28;

/** One photo, or the grid of an album; a tap enlarges. */
export function photos(messages) {
  const urls = messages.map((message) => message.photo);
  return el(
    "div",
    { class: `photos many-${Math.min(urls.length, 4)}` },
    urls.map((url, at) => thumbnail(urls, at)),
  );
}

function thumbnail(urls, at) {
  const label = urls.length > 1 ? `放大第${at + 1}张照片，共${urls.length}张` : "放大照片";
  return el(
    "button",
    { type: "button", class: "photo", "aria-label": label, click: () => enlarge(urls, at) },
    picture(urls[at]),
  );
}

const picture = (url) => el("img", { src: local(url), alt: "", decoding: "async" });

/** Only the emulator's own files and what this page itself is about to send are ever fetched. */
function local(url) {
  const { protocol, origin } = new URL(url, location.href);
  return protocol === "blob:" || origin === location.origin ? url : "";
}

function enlarge(urls, from) {
  let at = from;
  const image = el("img", { alt: "照片" });
  const count = el("span", { class: "count" });
  const show = (step) => {
    at = (at + step + urls.length) % urls.length;
    image.src = local(urls[at]);
    count.textContent = urls.length > 1 ? `${at + 1}／${urls.length}` : "";
  };
  const box = lightbox(image, count, urls.length > 1, show);
  show(0);
  box.showModal();
}

function lightbox(image, count, several, show) {
  const box = el("dialog", { class: "lightbox", "aria-label": "看照片", closedby: "any" }, image, count);
  const close = el(
    "button",
    { type: "button", class: "round close", "aria-label": "关闭", click: () => box.close() },
    icon("close"),
  );
  box.append(close);
  if (several)
    box.append(
      turner("left", "上一张", () => show(-1)),
      turner("right", "下一张", () => show(1)),
    );
  image.addEventListener("click", () => box.close());
  box.addEventListener("keydown", (event) => several && show({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  return box;
}

function turner(side, label, turned) {
  return el("button", { type: "button", class: `round turn ${side}`, "aria-label": label, click: turned }, icon(side));
}

/** A row that downloads the file. */
export function document_({ name, url, size }) {
  return el(
    "a",
    { class: "document", href: local(url), download: name },
    el("span", { class: "sheet", "aria-hidden": "true" }, ending(name)),
    el("span", { class: "file" }, el("strong", {}, name), el("small", {}, size ? `${weight(size)} · 下载` : "下载")),
  );
}

const ending = (name) => (/\.([a-z0-9]{1,4})$/iu.exec(name)?.[1] ?? "文件").toUpperCase();

function weight(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A voice note: play and pause, how long, how far. */
export function voice({ url, duration }) {
  const sound = el("audio", { src: local(url), preload: "none" });
  const time = el("span", { class: "length" }, length(duration));
  const button = el("button", { type: "button", class: "play", "aria-label": "播放语音" }, icon("play"));
  const wave = el("span", { class: "wave", "aria-hidden": "true" }, bars(url));
  button.addEventListener("click", () => (sound.paused ? play(sound, time) : sound.pause()));
  for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, () => dress(button, sound));
  sound.addEventListener("timeupdate", () => advance(sound, time, wave));
  return el("div", { class: "voice" }, button, wave, time, sound);
}

function play(sound, time) {
  for (const other of document.querySelectorAll("audio")) if (other !== sound) other.pause();
  sound.play().catch(() => (time.textContent = "不能播放"));
}

function dress(button, sound) {
  button.replaceChildren(icon(sound.paused ? "play" : "pause"));
  button.setAttribute("aria-label", sound.paused ? "播放语音" : "暂停");
}

function advance(sound, time, wave) {
  time.textContent = length(sound.currentTime);
  const heard = Number.isFinite(sound.duration) ? sound.currentTime / sound.duration : 0;
  [...wave.children].forEach((bar, at) => bar.classList.toggle("heard", at < heard * BARS));
}

/** Bars of varied height, always the same for the same recording; they picture a voice, they do not measure it. */
function bars(url) {
  let state = [...url].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 65521, 7);
  return Array.from({ length: BARS }, () => {
    state = (state * 75 + 74) % 65537;
    const bar = el("i");
    bar.style.height = `${4 + (state % 15)}px`;
    return bar;
  });
}

/** A drawn card with the coordinates and a link to a map that takes WGS-84, which is what phones give. */
export function place({ latitude, longitude }) {
  const point = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const map = `https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84`;
  return el(
    "a",
    {
      class: "place",
      href: map,
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-label": `位置 ${point}，在地图中打开`,
    },
    el("span", { class: "map" }, icon("pin")),
    el("span", { class: "point" }, el("strong", {}, "位置"), el("small", {}, point)),
  );
}

export const sticker = (emoji) => el("div", { class: "sticker" }, emoji);
