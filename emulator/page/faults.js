// The drawer 模拟故障: Telegram fails on purpose, so that one sees what the assistant does in a weak network.

import * as sim from "./sim.js";
import { el, icon } from "./dom.js";
import { machine } from "./memory.js";
import { sheet } from "./dialogs.js";

const MINUTE = 60 * 1000;
const FAULTS = [
  {
    name: "失联5分钟",
    told: "机器人连不上Telegram，5分钟后自动恢复。",
    rule: { method: "*", drop: "before" },
    lasts: 5 * MINUTE,
  },
  {
    name: "太频繁（429）",
    told: "下面3次发送被拒，要机器人10秒后再试。",
    rule: { method: "sendMessage", status: 429, retry_after: 10, times: 3 },
  },
  { name: "很慢", told: "每次调用慢5秒。", rule: { method: "*", delay: 5 } },
  { name: "时断时续", told: "三次里断一次。", rule: { method: "*", drop: "before", share: 0.33 } },
  {
    name: "回执丢失",
    told: "下一条消息发到了，机器人却收不到回执。",
    rule: { method: "sendMessage", drop: "after", times: 1 },
  },
  { name: "服务器出错（502）", told: "下面3次发送失败。", rule: { method: "sendMessage", status: 502, times: 3 } },
];

/** The strip that says a fault holds, with the way out; told again after a reload. */
export class Faults {
  constructor(strip, say) {
    Object.assign(this, { strip, say });
    this.#show(machine.recall("fault", null));
  }

  open() {
    const rows = FAULTS.map((fault) => choice(fault, () => this.#begin(fault, box)));
    const end = el("button", { type: "button", class: "primary", click: () => this.#end(box) }, "恢复正常");
    const told = el("p", { class: "hint" }, "让这里的Telegram按要求出错，看看机器人怎样应对。只影响这台模拟器。");
    const box = sheet("模拟故障", told, rows, end);
  }

  async #begin(fault, box) {
    box.close();
    if (!(await this.#done(() => sim.mend().then(() => sim.fail(fault.rule))))) return;
    const { name, lasts } = fault;
    this.#show({ name, until: lasts ? Date.now() + lasts : null });
  }

  async #end(box) {
    box?.close();
    if (await this.#done(() => sim.mend())) this.#show(null);
  }

  async #done(attempt) {
    try {
      await attempt();
      return true;
    } catch (trouble) {
      this.say(trouble.message);
      return false;
    }
  }

  #show(fault) {
    machine.keep("fault", fault);
    clearTimeout(this.ending);
    this.strip.hidden = !fault;
    if (!fault) return;
    const end = el("button", { type: "button", click: () => this.#end() }, "恢复正常");
    this.strip.replaceChildren(icon("storm"), el("span", {}, `模拟故障中：${fault.name}`), end);
    if (fault.until) this.ending = setTimeout(() => this.#end(), Math.max(0, fault.until - Date.now()));
  }
}

function choice({ name, told }, chosen) {
  return el(
    "button",
    { type: "button", class: "choice", click: chosen },
    el("strong", {}, name),
    el("small", {}, told),
  );
}
