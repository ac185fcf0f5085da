// How elements are made: text always becomes a text node, so nothing a person wrote is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** A new element; a function among the traits listens to the event of that name, false and null leave a trait out. */
export function el(tag, traits = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) give(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function give(node, name, value) {
  if (typeof value === "function") node.addEventListener(name, value);
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
}

/** One of the drawings at the foot of index.html; it is silent for screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** A round button that shows only a drawing and is named for those who do not see it. */
export function iconButton(name, label, pressed, traits = {}) {
  return el(
    "button",
    { type: "button", class: "round", "aria-label": label, title: label, click: pressed, ...traits },
    icon(name),
  );
}

/** The coloured disc with one character of a name; the same person always has the same colour, the bot its own. */
export function avatar(name, id) {
  const disc = el("span", { class: id === "bot" ? "avatar bot" : "avatar", "aria-hidden": "true" }, initial(name));
  if (id === "bot") return disc;
  disc.style.setProperty("--hue", hue(id));
  return disc;
}

/** Degrees on the colour wheel; neighbouring numbers lie far apart, the bot is green. */
export const hue = (id) => (id === "bot" ? "168" : String((Math.abs(id) * 67) % 360));

function initial(name) {
  const bare = name.replace(/^[小老阿]/u, "");
  return [...(bare || name || "？")][0];
}
