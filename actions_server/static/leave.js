// Quick exit: away from here at once, leaving nothing of the chat to go back to.

const PRESSES = 3; // of Shift alone
const WITHIN = 2_000; // milliseconds
const PARENT_MAY_TAKE = 300; // milliseconds, before the frame does it by itself
const isFramed = window.parent !== window;

/**
 * The link, three presses of Shift, and the council's page may ask for it.
 * @param {HTMLAnchorElement} link to the page that is shown instead
 * @param {() => void} forget end the conversation and everything kept of it
 */
export function offerQuickExit(link, forget) {
  const leave = () => {
    // First to the eye, then everything else.
    document.documentElement.classList.add("left");
    document.title = link.hostname;
    document.body.replaceChildren();
    forget();
    goTo(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  onThreeShifts(document, leave);
  window.addEventListener("message", (event) => {
    if (isFramed && event.source === window.parent && event.data === "send-navigator:leave") leave();
  });
}

/** Shift that makes a capital letter does not count. @param {Document} page @param {() => void} act */
function onThreeShifts(page, act) {
  /** @type {number[]} */
  let presses = [];
  let isAlone = false;
  page.addEventListener("keydown", (event) => {
    isAlone = event.key === "Shift" && !event.repeat;
    if (event.key !== "Shift") presses = [];
  });
  page.addEventListener("pointerdown", () => (isAlone = false));
  page.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !isAlone) return;
    isAlone = false;
    presses = [...presses, event.timeStamp].slice(-PRESSES);
    if (presses.length === PRESSES && event.timeStamp - presses[0] < WITHIN) act();
  });
}

/** @param {string} address */
function goTo(address) {
  if (!isFramed) return location.replace(address);
  // The loader on the council's page replaces that page. Nothing of the chat is told.
  window.parent.postMessage(`send-navigator:leave ${address}`, "*");
  setTimeout(() => {
    try {
      /** @type {Window} */ (window.top).location.replace(address);
    } catch {
      location.replace(address);
    }
  }, PARENT_MAY_TAKE);
}
