// The person's side of the emulator over HTTP: one function per call of /sim.

/** The emulator answered no; `message` is a Chinese sentence for the person. */
export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/** The emulator did not answer at all: stopped, restarting, or the network is away. */
export class Unreachable extends Error {}

const SENTENCES = {
  400: "没有发出：内容不完整或格式不对。",
  403: "没有成功：您已屏蔽机器人，或不在这个群里。",
  404: "没有找到：这条消息或按钮可能已经变了。",
  413: "没有发出：文件太大。",
  429: "操作太快，请稍后再试。",
  504: "机器人还没有回应，请稍后再看。",
};

export const people = () => call("/sim/people");
export const bot = () => call("/sim/bot");
export const chatsOf = (person) => call(`/sim/chats?person=${person}`);
export const commandsOf = (person, chat) => call(`/sim/commands?person=${person}&chat=${chat}`);
export const addPerson = (person) => call("/sim/people", post(person));
export const speak = (chat, body) => call(`/sim/chats/${chat}/messages`, post(body));
export const press = (chat, from, messageId, label) =>
  call(`/sim/chats/${chat}/presses`, post({ from, message_id: messageId, label }));
export const edit = (chat, messageId, text) =>
  call(`/sim/chats/${chat}/messages/${messageId}`, { ...post({ text }), method: "PATCH" });
export const block = (chat, blocked) => call(`/sim/chats/${chat}/blocked`, post({ blocked }));
export const fail = (fault) => call("/sim/faults", post(fault));
export const mend = () => call("/sim/faults", { method: "DELETE" });

export const inline = (from, query) => call("/sim/inline", post({ from, query }));

/** What was said, edited or deleted in the chat after `seq`. */
export const news = (chat, seq) => call(`/sim/chats/${chat}/messages?after=${seq}`);

/** In which chats anything happened after `seq`; waits up to `wait` seconds for it. */
export const changes = (seq, wait, signal) => call(`/sim/changes?after=${seq}&wait=${wait}`, { signal });

function post(body) {
  if (body instanceof FormData) return { method: "POST", body };
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function call(path, options = {}) {
  const answer = await reach(path, options);
  if (!answer.ok) throw new Refusal(answer.status, await sentenceOf(answer));
  return answer.status === 204 ? null : answer.json();
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (trouble) {
    throw new Unreachable("连接断开", { cause: trouble });
  }
}

async function sentenceOf(answer) {
  const said = await answer.json().then(
    (body) => body.error ?? body.description,
    () => null,
  );
  if (/\p{Script=Han}/u.test(said ?? "")) return said;
  return SENTENCES[answer.status] ?? `没有成功（${answer.status}），请稍后再试。`;
}
