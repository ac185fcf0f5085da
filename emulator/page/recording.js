// A voice note: from the microphone where there is one, else a short tone made here.

import { el, icon } from "./dom.js";
import { length } from "./moments.js";

const RATE = 8000;

/** A button that records on the first press and hands the recording over on the second. */
export function recorder(done) {
  let running = null;
  const time = el("small", {}, "按一下开始，再按一下发送");
  const button = el("button", { type: "button", class: "choice record" }, el("strong", {}, icon("mic"), "录音"), time);
  const start = async () => {
    running = await listen(time, (blob, seconds) => done(blob, seconds)).catch(() => null);
    if (!running) time.textContent = "这里没有可用的麦克风，请用下面两种方式。";
    button.classList.toggle("running", Boolean(running));
  };
  button.addEventListener("click", () => (running ? running.finish() : start()));
  return { button, stop: () => running?.cancel() };
}

async function listen(time, done) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const media = new MediaRecorder(stream);
  const since = performance.now();
  const seconds = () => (performance.now() - since) / 1000;
  const ticking = setInterval(() => (time.textContent = `${length(seconds())} · 再按一下发送`), 250);
  let wanted = false;
  media.addEventListener("dataavailable", ({ data }) => wanted && done(data, Math.round(seconds())));
  media.addEventListener("stop", () => {
    clearInterval(ticking);
    for (const track of stream.getTracks()) track.stop();
  });
  media.start();
  const end = (keep) => {
    wanted = keep;
    if (media.state !== "inactive") media.stop();
  };
  return { finish: () => end(true), cancel: () => end(wanted) };
}

/** A soft rising tone as an 8-bit mono WAV. */
export function sample(seconds) {
  const count = seconds * RATE;
  const bytes = new DataView(new ArrayBuffer(44 + count));
  header(bytes, count);
  for (let at = 0; at < count; at += 1)
    bytes.setUint8(44 + at, 128 + Math.round(40 * swell(at / count) * Math.sin(tone(at / RATE))));
  return new Blob([bytes], { type: "audio/wav" });
}

const swell = (part) => Math.sin(Math.PI * part);
const tone = (second) => 2 * Math.PI * (220 * second + 30 * second * second);

function header(bytes, count) {
  const text = (at, words) => [...words].forEach((sign, step) => bytes.setUint8(at + step, sign.charCodeAt(0)));
  const long = (at, number) => bytes.setUint32(at, number, true);
  const short = (at, number) => bytes.setUint16(at, number, true);
  (text(0, "RIFF"), long(4, 36 + count), text(8, "WAVEfmt "), long(16, 16), short(20, 1), short(22, 1));
  (long(24, RATE), long(28, RATE), short(32, 1), short(34, 8), text(36, "data"), long(40, count));
}
