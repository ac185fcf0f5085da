// The wish for a menu, however it is made: right click, the keyboard's menu key, a long press.

const LONG = 450;
const STEADY = 10;

/**
 * `asked` hears the event. Phones that know no contextmenu event (Safari's) are asked when the finger is lifted:
 * lifting it later would close a menu that is already open.
 */
export function onMenuWish(node, asked) {
  let finger = null;
  node.addEventListener("contextmenu", (event) => {
    finger = null;
    asked(event);
  });
  node.addEventListener("pointerdown", (event) => (finger = event.pointerType === "touch" ? event : null));
  node.addEventListener("pointermove", (event) => (finger = finger && near(finger, event) ? finger : null));
  node.addEventListener("pointercancel", () => (finger = null));
  node.addEventListener("pointerup", (event) => {
    if (finger && event.timeStamp - finger.timeStamp > LONG) setTimeout(() => asked(event));
    finger = null;
  });
}

const near = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) < STEADY;
