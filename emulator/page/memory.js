// What the browser remembers beyond a reload. Never the history: the server has it.

const PREFIX = "emulator.";

/** Remembered on this machine: drafts, what was already seen, who was open last. */
export const machine = shelf(() => localStorage);

/** Remembered by this tab alone: what waits to be sent must not be sent by two tabs. */
export const tab = shelf(() => sessionStorage);

/** Kept where the browser allows it; a private window that refuses loses only convenience. */
function shelf(storage) {
  return {
    recall: (name, otherwise) => allowed(() => JSON.parse(storage().getItem(PREFIX + name))) ?? otherwise,
    keep: (name, value) => allowed(() => storage().setItem(PREFIX + name, JSON.stringify(value))),
    forget: (name) => allowed(() => storage().removeItem(PREFIX + name)),
  };
}

function allowed(attempt) {
  try {
    return attempt();
  } catch {
    return null;
  }
}
