// What this page is, for whoever opens it first, and the way from here to the real Telegram.

import { el } from "./dom.js";
import { sheet } from "./dialogs.js";

const HERE = [
  "这是本机上的一个小Telegram，不连外网。左边是几个示例人物，选谁，就是拿着谁的手机和机器人说话。",
  "这里说的话只存在这台电脑上，刷新、重启都还在。",
];
const THERE = [
  "在Telegram里找 @BotFather，发 /newbot，按提示起名，得到一串token。",
  "把它设为环境变量 BOT_TOKEN（写进 .env 也行），重新启动。",
  "启动后不再有这个页面，直接在Telegram里和机器人说话。",
];

export function explain() {
  const steps = el(
    "ol",
    {},
    THERE.map((step) => el("li", {}, step)),
  );
  sheet(
    "这是什么",
    el(
      "div",
      { class: "about" },
      HERE.map((words) => el("p", {}, words)),
      el("h3", {}, "换成真的机器人"),
      steps,
    ),
  );
}
