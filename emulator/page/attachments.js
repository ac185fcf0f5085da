// What can be sent beside words: photos, a file, a voice note, a place, a sticker.

import { ask, field, menuAt, sheet } from "./dialogs.js";
import { el } from "./dom.js";
import { recorder, sample } from "./recording.js";

const MOST_PHOTOS = 10;
const PLACES = [
  ["潮州古城 · 广济桥", 23.67, 116.65],
  ["潮州市区", 23.66, 116.62],
  ["饶平县城 · 黄冈", 23.66, 117.0],
];
const STICKERS = ["👍", "🙏", "👌", "💪", "😊", "😂", "🤔", "😮", "🌹", "🎉", "🍵", "🌾"];

/** The menu of the paper clip; what is chosen is said by `speaking`. */
export function attach(at, speaking) {
  menuAt(at, "发送", [
    ["photo", "照片", () => choose("image/*", true, (files) => offerPhotos(files, speaking))],
    ["file", "文件", () => choose("", false, ([file]) => offerFile(file, speaking))],
    ["mic", "语音", () => offerVoice(speaking)],
    ["pin", "位置", () => offerPlace(speaking)],
    ["smile", "贴纸", () => offerStickers(speaking)],
  ]);
}

function choose(accept, multiple, chosen) {
  const input = el("input", { type: "file", accept, multiple, hidden: true });
  input.addEventListener("change", () => {
    if (input.files.length) chosen([...input.files]);
    input.remove();
  });
  document.body.append(input);
  input.click();
}

/** Pictures dropped or pasted become photos, anything else a file. */
export function offer(files, speaking) {
  const pictures = files.filter((file) => file.type.startsWith("image/"));
  if (pictures.length === files.length) offerPhotos(pictures, speaking);
  else offerFile(files[0], speaking);
}

function offerPhotos(files, speaking) {
  const kept = files.slice(0, MOST_PHOTOS);
  const urls = kept.map((file) => URL.createObjectURL(file));
  const grid = el(
    "div",
    { class: "chosen" },
    urls.map((url) => el("img", { src: url, alt: "" })),
  );
  const note =
    files.length > MOST_PHOTOS && el("p", { class: "hint" }, `一次最多${MOST_PHOTOS}张，已取前${MOST_PHOTOS}张。`);
  const title = kept.length > 1 ? `发送${kept.length}张照片` : "发送照片";
  ask(title, [grid, note, caption()], "发送", (form) => speaking.photos(kept, urls, form.caption.trim()));
}

function offerFile(file, speaking) {
  const name = el("p", { class: "file-name" }, file.name);
  ask("发送文件", [name, caption()], "发送", (form) => speaking.file(file, form.caption.trim()));
}

const caption = () => field("说明", "caption", { placeholder: "可以不写", autofocus: true, maxlength: 1024 });

function offerVoice(speaking) {
  const send = (blob, seconds) => {
    box.close();
    speaking.voice(blob, seconds);
  };
  const record = recorder(send);
  const short = choice("发一段3秒的示例音", "没有麦克风时用", () => send(sample(3), 3));
  const file = choice("选一个音频文件", "ogg、m4a、mp3、wav", () => choose("audio/*", false, ([audio]) => send(audio)));
  const box = sheet("发送语音", record.button, short, file);
  box.addEventListener("close", record.stop);
}

function offerPlace(speaking) {
  const sendAt = (latitude, longitude) => {
    box.close();
    speaking.place({ latitude, longitude });
  };
  const fixed = PLACES.map(([name, lat, lon]) =>
    choice(name, `约 ${lat.toFixed(2)}, ${lon.toFixed(2)}`, () => sendAt(lat, lon)),
  );
  const box = sheet("发送位置", fixed, typedPlace(sendAt));
}

function typedPlace(chosen) {
  const input = el("input", {
    name: "point",
    inputmode: "decimal",
    placeholder: "23.6700, 116.6500",
    autocomplete: "off",
    required: true,
  });
  const form = el(
    "form",
    { class: "typed" },
    el("label", { class: "field" }, el("span", {}, "或写纬度，经度"), input),
    el("button", { class: "primary" }, "发送"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const point = readPoint(input.value);
    input.setCustomValidity(point ? "" : "请写成“纬度，经度”，例如 23.67, 116.65");
    if (point) chosen(...point);
    else input.reportValidity();
  });
  input.addEventListener("input", () => input.setCustomValidity(""));
  return form;
}

/** Half or full width, comma or space between; null where it is no point on the earth. */
export function readPoint(text) {
  const numbers = text
    .normalize("NFKC")
    .split(/[\s,、]+/u)
    .filter(Boolean)
    .map(Number);
  const [latitude, longitude] = numbers;
  const fits = numbers.length === 2 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return fits ? [latitude, longitude] : null;
}

function offerStickers(speaking) {
  const send = (emoji) => {
    box.close();
    speaking.sticker(emoji);
  };
  const all = STICKERS.map((emoji) =>
    el("button", { type: "button", "aria-label": `贴纸 ${emoji}`, click: () => send(emoji) }, emoji),
  );
  const box = sheet("发送贴纸", el("div", { class: "stickers" }, all));
}

function choice(words, hint, chosen) {
  return el(
    "button",
    { type: "button", class: "choice", click: chosen },
    el("strong", {}, words),
    el("small", {}, hint),
  );
}
