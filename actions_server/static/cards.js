// Turns a message into a card, from the templates in the page.

import { datesPart } from "./dates.js";
import {
  button, digits, direction, fill, fromTemplate, inWords, isOff, link, make, part, switchOff, withLinks, word,
} from "./elements.js";
import { keepingTools } from "./keeping.js";
import { letterPart } from "./letter.js";
import { ownWords } from "./own_words.js";

const NOT_HELPFUL = "not_helpful"; // the choice that the “No” beside an answer stands for

/** What the family said. @param {string} text */
export function familyCard(text) {
  const item = fromTemplate("family-card");
  part(item, "said").textContent = text;
  return item;
}

/** What the assistant replied. @param {Message} message @param {Actions} actions */
export function replyCard(message, actions) {
  const item = fromTemplate("reply-card");
  const card = /** @type {HTMLElement} */ (item.firstElementChild);
  card.classList.add(message.kind);
  setHeading(card, message);
  const { before, after } = ownWords(message);
  for (const [name, paragraphs] of Object.entries({ before, after })) {
    fill(card, name, paragraphs, (place, each) => {
      setLanguage(place, message.language);
      place.append(...each.map((lines) => paragraph(lines, message.kind)));
    });
  }
  fill(card, "dates", message.dates, (place) => datesPart(place, message));
  fill(card, "letter", message.letter, (place) => letterPart(place, message, actions.announce));
  fill(card, "steps", message.steps, (place, steps) => {
    if (message.letter) place.firstElementChild?.replaceChildren(word("before-sending"));
    place.lastElementChild?.append(...steps.map((step) => make("li", {}, ...withLinks(step))));
  });
  fill(card, "services", message.services, (place, services) => {
    if (message.kind !== "answer") place.firstElementChild?.remove();
    place.lastElementChild?.append(...services.map(serviceEntry));
  });
  fill(card, "sources", message.sources, (place, sources) => {
    place.lastElementChild?.append(...sources.map(sourceEntry));
  });
  fill(card, "checked", message.article, (place, article) => {
    const day = /** @type {HTMLTimeElement} */ (place.querySelector("time"));
    day.dateTime = article.reviewed_on;
    day.textContent = inWords(article.reviewed_on);
    const more = /** @type {HTMLAnchorElement} */ (place.querySelector("a"));
    more.href = article.url;
    part(place, "which").textContent = article.title;
  });
  fill(card, "helped", message.answer_id, (place) => {
    for (const choice of place.querySelectorAll("button")) {
      const helpful = choice.dataset.helpful === "yes";
      choice.addEventListener("click", () => actions.rate(message, helpful, card));
    }
  });
  const offered = (message.choices ?? []).filter(
    (choice) => !(message.answer_id && choice.value === NOT_HELPFUL),
  );
  fill(card, "choices", offered, (place, choices) => {
    place.append(
      ...choices.map((choice) => {
        const made = button(choice.title, () => isOff(made) || actions.choose(choice), "choice");
        made.dataset.title = choice.title;
        return made;
      }),
    );
  });
  // Help in a crisis leaves nothing behind on a device that others may look at.
  const isWorthKeeping = ["answer", "dates"].includes(message.kind) || message.services?.length;
  const kept = isWorthKeeping && message.kind !== "crisis" ? message : undefined;
  fill(card, "keeping", kept, (place) => keepingTools(place, card, message, actions.announce));
  return item;
}

/** Mark the choice that was made; the others can still be read and made. @param {Element} list @param {string} title */
export function markChosen(list, title) {
  const groups = [...list.querySelectorAll(".choices")].reverse();
  for (const group of groups) {
    const buttons = [...group.querySelectorAll("button")];
    const chosen = buttons.find((each) => each.dataset.title === title && !isOff(each));
    if (!chosen) continue;
    chosen.append(" ", make("span", {}, word("chosen")));
    chosen.classList.add("chosen");
    switchOff(chosen);
    return;
  }
}

/** Show what was said about an answer. @param {HTMLElement} card @param {boolean} helpful */
export function markRated(card, helpful) {
  for (const choice of part(card, "helped").querySelectorAll("button")) {
    if ((choice.dataset.helpful === "yes") === helpful) choice.classList.add("chosen");
    switchOff(choice);
  }
  part(card, "thanks").textContent = word(helpful ? "helped" : "not-helped");
}

/** Every reply has one heading, which is hidden where it would say nothing new to the eye.
 * @param {HTMLElement} card @param {Message} message */
function setHeading(card, message) {
  const title = message.article?.title ?? message.letter?.title;
  if (message.kind !== "crisis") part(card, "urgent").remove();
  if (message.kind !== "dates") part(card, "your-dates").remove();
  fill(card, "title", title, (place, words) => (place.textContent = words));
  if (title || message.kind === "crisis" || message.kind === "dates") part(card, "untitled").remove();
  else part(card, "sender").remove();
}

/** @param {HTMLElement} place @param {string} [language] */
function setLanguage(place, language = "en") {
  if (language === "en") return;
  place.lang = language;
  place.dir = direction(language);
}

/** @param {string[]} lines @param {string} kind */
function paragraph(lines, kind) {
  const pieces = lines.flatMap((line, place) =>
    place ? [make("br"), ...withLinks(line)] : withLinks(line),
  );
  return make("p", { className: kind === "answer" ? "lead" : "" }, ...pieces);
}

/** @param {Service} service */
function serviceEntry(service) {
  const text = service.text_number && digits(service.text_number);
  const ways = [
    service.phone && link(`tel:${digits(service.phone)}`, `${word("call")} ${service.phone}`),
    text && link(`sms:${text}`, `${word("text")} ${text}`),
    service.email && link(`mailto:${service.email}`, `${word("email")} ${service.email}`),
    service.url && link(service.url, `${word("website")} ${siteOf(service.url)}`),
  ].filter((way) => way instanceof HTMLElement);
  for (const way of ways) way.className = "call";
  return make(
    "li",
    {},
    make("p", {}, make("strong", {}, service.name)),
    make("p", {}, ...withLinks(service.how_to_get)),
    ...(ways.length ? [make("p", { className: "ways" }, ...ways)] : []),
  );
}

/** @param {string} url */
function siteOf(url) {
  return new URL(url).hostname.replace("www.", "");
}

/** @param {Source} source */
function sourceEntry(source) {
  const title = source.url ? link(source.url, source.title) : source.title;
  const law = source.law && source.law !== source.title ? [`${word("law")} ${source.law}`] : [];
  return make("li", {}, title, ...law.map((text) => make("span", { className: "law" }, text)));
}
