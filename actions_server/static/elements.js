// Making elements, and filling in those that stand ready in the page's templates.

// The same as _WITHIN_A_LINE of web/pages.py: what can be tapped in a line of text.
const TAPPABLE =
  /([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b116 123\b)|(\b[Cc]all )(999|111)\b/g;

/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Words that stand in the page's template, with {n} filled in; scripts hold none themselves.
 * @param {string} name @param {number} [n] */
export function word(name, n) {
  const template = /** @type {HTMLTemplateElement} */ (byId("words"));
  const found = template.content.querySelector(`[data-word="${name}"]`);
  const text = (found?.textContent ?? "").replace(/\s+/g, " ").trim();
  return n === undefined ? text : text.replace("{n}", n.toLocaleString("en-GB"));
}

/** A copy of what stands in a template. @param {string} id */
export function fromTemplate(id) {
  const template = /** @type {HTMLTemplateElement} */ (byId(id));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/** @param {ParentNode} within @param {string} name */
export function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-part="${name}"]`));
}

/**
 * Fill a part, or take it out when there is nothing to fill it with.
 * @template T
 * @param {ParentNode} within @param {string} name @param {T | undefined} value
 * @param {(place: HTMLElement, value: T) => void} write
 */
export function fill(within, name, value, write) {
  const place = part(within, name);
  if (!value || (Array.isArray(value) && !value.length)) place.remove();
  else write(place, value);
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {object} properties @param {(Node | string)[]} children
 */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** @param {string} text @param {(button: HTMLButtonElement) => void} action @param {string} kind */
export function button(text, action, kind = "quiet") {
  const made = make("button", { type: "button", className: kind }, text);
  made.addEventListener("click", () => action(made));
  return made;
}

/** A link; one to a page opens in a new tab, so that the chat stays. @param {string} href @param {string} text */
export function link(href, text) {
  const outward = /^https?:/.test(href) ? { target: "_blank", rel: "noopener" } : {};
  return make("a", { href, ...outward }, text);
}

/** Text in which numbers and addresses can be tapped. @param {string} text @returns {(Node | string)[]} */
export function withLinks(text) {
  const pieces = [];
  let done = 0;
  for (const found of text.matchAll(TAPPABLE)) {
    const [whole, email, phone, before = "", short] = found;
    pieces.push(text.slice(done, found.index), before);
    pieces.push(
      email ? link(`mailto:${email}`, email) : link(`tel:${digits(phone ?? short)}`, phone ?? short),
    );
    done = found.index + whole.length;
  }
  return [...pieces, text.slice(done)];
}

/** @param {string} number */
export function digits(number) {
  return number.replace(/[^0-9+]/g, "");
}

/** A day as it is written in the UK. @param {string} day YYYY-MM-DD @param {boolean} [weekday] */
export function inWords(day, weekday = false) {
  const wanted = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric" });
  return new Date(`${day}T12:00`)
    .toLocaleDateString("en-GB", { ...wanted, ...(weekday && { weekday: "long" }) })
    .replace(",", "");
}

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = new Set(["ar", "fa", "ps", "ur", "he", "ku", "sd"]);

/** @param {string} language */
export function direction(language) {
  return RIGHT_TO_LEFT.has(language.split("-")[0]) ? "rtl" : "ltr";
}

/** Whether a button stays only to be read. @param {Element} button */
export function isOff(button) {
  return button.getAttribute("aria-disabled") === "true";
}

/** Not `disabled`: that would take the focus away and the text out of reach. @param {Element} button */
export function switchOff(button) {
  button.setAttribute("aria-disabled", "true");
}
