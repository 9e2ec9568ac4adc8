// Turns a message into a card, from the templates in the page.

import { word } from "./words.js";

/** @typedef {import("./conversation.js").Message} Message */
/** @typedef {import("./conversation.js").Service} Service */
/** @typedef {import("./conversation.js").Source} Source */
/** @typedef {{choose: (choice: import("./conversation.js").Choice) => void,
 *   rate: (message: Message, helpful: boolean, card: HTMLElement) => void}} Actions */

const NOT_HELPFUL = "not_helpful"; // the choice that the “No” beside an answer stands for
// The same as _WITHIN_A_LINE of web/pages.py: what can be tapped in a line of text.
const TAPPABLE =
  /([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b116 123\b)|(\b[Cc]all )(999|111)\b/g;

/** What the family said. @param {string} text */
export function familyCard(text) {
  const item = fromTemplate("family-card");
  part(item, "said").textContent = text;
  item.dir = "auto";
  return item;
}

/** What the assistant replied. @param {Message} message @param {Actions} actions */
export function replyCard(message, actions) {
  const item = fromTemplate("reply-card");
  item.lang = message.language ?? "en";
  item.dir = "auto";
  item.firstElementChild?.classList.add(message.kind);
  if (message.kind !== "crisis") drop(item, "urgent");
  fill(item, "title", message.article?.title, (place, title) => (place.textContent = title));
  const { before, after } = ownWords(message);
  for (const [name, paragraphs] of Object.entries({ before, after })) {
    fill(item, name, paragraphs, (place, lines) => {
      place.append(...lines.map((each) => paragraph(each, message.kind)));
    });
  }
  fill(item, "steps", message.steps, (place, steps) => {
    place.lastElementChild?.append(...steps.map((step) => make("li", {}, withLinks(step))));
  });
  fill(item, "services", message.services, (place, services) => {
    if (message.kind !== "answer") place.firstElementChild?.remove();
    place.lastElementChild?.append(...services.map(serviceEntry));
  });
  fill(item, "sources", message.sources, (place, sources) => {
    place.lastElementChild?.append(...sources.map(sourceEntry));
  });
  fill(item, "checked", message.article, (place, article) => {
    const day = /** @type {HTMLTimeElement} */ (place.querySelector("time"));
    day.dateTime = article.reviewed_on;
    day.textContent = inWords(article.reviewed_on);
    /** @type {HTMLAnchorElement} */ (place.querySelector("a")).href = article.url;
  });
  fill(item, "helped", message.answer_id, (place) => {
    for (const button of place.querySelectorAll("button")) {
      const helpful = button.dataset.helpful === "yes";
      button.addEventListener("click", () => actions.rate(message, helpful, item));
    }
  });
  const offered = (message.choices ?? []).filter(
    (choice) => !(message.answer_id && choice.value === NOT_HELPFUL),
  );
  fill(item, "choices", offered, (place, choices) => {
    place.append(
      ...choices.map((choice) => {
        const button = make("button", { type: "button", className: "choice" }, [choice.title]);
        button.dataset.title = choice.title;
        button.addEventListener("click", () => {
          if (!isOff(button)) actions.choose(choice);
        });
        return button;
      }),
    );
  });
  return item;
}

/** What to read out: everything that is said, and that there is more. @param {Message} message */
export function spoken(message) {
  const { before, after } = ownWords(message);
  if (message.kind === "answer") return [message.article?.title ?? "", ...before.flat(), word("more")];
  const services = (message.services ?? []).map((item) => `${item.name}. ${item.how_to_get}`);
  const titles = (message.choices ?? []).map((choice) => choice.title);
  const choices = titles.length ? [`${word("choices")} ${titles.join(", ")}`] : [];
  return [...before.flat(), ...services, ...after.flat(), ...choices];
}

/** Mark the choice that was made; the others can still be read and made. @param {Element} list @param {string} title */
export function markChosen(list, title) {
  const groups = [...list.querySelectorAll(".choices")].reverse();
  for (const group of groups) {
    const buttons = [...group.querySelectorAll("button")];
    const chosen = buttons.find((button) => button.dataset.title === title && !isOff(button));
    if (!chosen) continue;
    chosen.append(" ", make("span", {}, [word("chosen")]));
    chosen.classList.add("chosen");
    switchOff(chosen);
    return;
  }
}

/** Show what was said about an answer. @param {HTMLElement} card @param {boolean} helpful */
export function markRated(card, helpful) {
  for (const button of part(card, "helped").querySelectorAll("button")) {
    if ((button.dataset.helpful === "yes") === helpful) button.classList.add("chosen");
    switchOff(button);
  }
  part(card, "thanks").textContent = word(helpful ? "helped" : "not-helped");
}

/** Whether a button stays only to be read. @param {Element} button */
export function isOff(button) {
  return button.getAttribute("aria-disabled") === "true";
}

/** @param {Element} button */
function switchOff(button) {
  // Not `disabled`: that would take the focus away and the text out of reach.
  button.setAttribute("aria-disabled", "true");
}

/**
 * The paragraphs of a message, as lines, without what its other parts show again: those that stand
 * before these parts, and those that follow. The same as own_words of guides/ask.py.
 * @param {Message} message
 */
function ownWords(message) {
  const paragraphs = message.text.split("\n\n").map((text) => text.split("\n"));
  if (message.kind === "answer") return { before: paragraphs.slice(0, 1), after: [] };
  const shown = new Set([
    ...(message.choices ?? []).map((choice) => choice.title),
    ...(message.services ?? []).map((service) => service.how_to_get),
  ]);
  const names = (message.services ?? []).map((service) => service.name);
  const isRepeated = (/** @type {string} */ line) => {
    const plain = line.replace(/^(?:•|\d+\.)\s+/, "");
    return plain !== line && (shown.has(plain) || names.some((name) => plain.startsWith(name)));
  };
  const split = { before: /** @type {string[][]} */ ([]), after: /** @type {string[][]} */ ([]) };
  let place = split.before;
  for (const lines of paragraphs) {
    const own = lines.filter((line) => !isRepeated(line));
    if (own.length) place.push(own);
    if (own.length < lines.length) place = split.after;
  }
  return split;
}

/** @param {string[]} lines @param {string} kind */
function paragraph(lines, kind) {
  const pieces = lines.flatMap((line, place) =>
    place ? [document.createElement("br"), ...withLinks(line)] : withLinks(line),
  );
  return make("p", { className: kind === "answer" ? "lead" : "" }, pieces);
}

/** @param {Service} service */
function serviceEntry(service) {
  const ways = [
    service.phone && link(`tel:${digits(service.phone)}`, `${word("call")} ${service.phone}`),
    service.text_number && link(`sms:${service.text_number}`, `${word("text")} ${service.text_number}`),
    service.email && link(`mailto:${service.email}`, `${word("email")} ${service.email}`),
    service.url && link(service.url, `${word("website")} ${new URL(service.url).hostname.replace("www.", "")}`),
  ].filter((way) => way instanceof Node);
  for (const way of ways) way.className = "call";
  return make("li", {}, [
    make("p", {}, [make("strong", {}, [service.name])]),
    make("p", {}, withLinks(service.how_to_get)),
    ...(ways.length ? [make("p", { className: "ways" }, ways)] : []),
  ]);
}

/** @param {Source} source */
function sourceEntry(source) {
  const title = source.url ? link(source.url, source.title) : source.title;
  const law = source.law && source.law !== source.title ? [`${word("law")} ${source.law}`] : [];
  return make("li", {}, [title, ...law.map((text) => make("span", { className: "law" }, [text]))]);
}

/** @param {string} text @returns {(Node | string)[]} */
function withLinks(text) {
  const pieces = [];
  let done = 0;
  for (const found of text.matchAll(TAPPABLE)) {
    const [whole, email, phone, before = "", short] = found;
    pieces.push(text.slice(done, found.index), before);
    pieces.push(email ? link(`mailto:${email}`, email) : link(`tel:${digits(phone ?? short)}`, phone ?? short));
    done = found.index + whole.length;
  }
  return [...pieces, text.slice(done)];
}

/** A link; one to a page opens in a new tab, so that the chat stays. @param {string} href @param {string} text */
function link(href, text) {
  const outward = /^https?:/.test(href) ? { target: "_blank", rel: "noopener" } : {};
  return make("a", { href, ...outward }, [text]);
}

/** @param {string} phone */
function digits(phone) {
  return phone.replace(/[^0-9+]/g, "");
}

/** @param {string} day YYYY-MM-DD */
function inWords(day) {
  const wanted = /** @type {const} */ ({ day: "numeric", month: "long", year: "numeric" });
  return new Date(`${day}T12:00`).toLocaleDateString("en-GB", wanted);
}

/** @param {string} id @returns {HTMLElement} */
function fromTemplate(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/** @param {ParentNode} within @param {string} name @returns {HTMLElement} */
function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-part="${name}"]`));
}

/** @param {ParentNode} within @param {string} name */
function drop(within, name) {
  part(within, name).remove();
}

/**
 * Fill a part of a card, or take it out when there is nothing to fill it with.
 * @template T
 * @param {ParentNode} within @param {string} name @param {T | undefined} value
 * @param {(place: HTMLElement, value: T) => void} write
 */
function fill(within, name, value, write) {
  if (!value || (Array.isArray(value) && !value.length)) drop(within, name);
  else write(part(within, name), value);
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {object} properties @param {(Node | string)[]} children
 */
function make(name, properties, children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
