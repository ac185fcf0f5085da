// What this browser remembers beyond a reload: drafts, what was already seen, what still waits to be sent. Never the history: the server has it.

const PREFIX = "emulator.";

export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Kept where the browser allows it; a private window that refuses loses only convenience. */
export function keep(name, value) {
  try {
    if (value === null || value === "") localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    return;
  }
}
