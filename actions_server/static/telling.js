// What is read out, in the page's only live region, and the line after the last card.

import { button, byId, direction, make, word } from "./elements.js";

const SAY_WORKING_AFTER = 2_000; // milliseconds; a quick reply needs no such words read out
const SAY_STILL_AFTER = 8_000;
const KEPT_FOR = 20_000; // milliseconds; whoever reads the page line by line should not meet it twice
const place = byId("status");
const line = byId("status-line");

/** Show a sentence after the last card. @param {string} text @param {boolean} [isWorking] */
function show(text, isWorking = false) {
  line.textContent = text;
  place.querySelector("button")?.remove();
  place.classList.toggle("working", isWorking);
  place.hidden = false;
}

/**
 * Show a sentence and read it out, with a button for what can be done about it.
 * @param {string} text @param {{name: string, act: () => void}} [way]
 */
export function tell(text, way) {
  const hadFocus = place.contains(document.activeElement);
  show(text);
  announce([text, way?.name ?? ""]);
  if (way) place.append(button(way.name, way.act));
  if (hadFocus) line.focus(); // the button that was pressed is gone
  place.scrollIntoView({ block: "nearest" });
}

export function hideStatus() {
  place.hidden = true;
}

/**
 * Say in words that something is under way, for as long as it is.
 * @template T
 * @param {string} name @param {() => Promise<T>} task @returns {Promise<T>}
 */
export async function working(name, task) {
  show(word(name), true);
  const timers = [
    setTimeout(() => announce([word(name)]), SAY_WORKING_AFTER),
    setTimeout(() => {
      show(word("still-working"), true);
      announce([word("still-working")]);
    }, SAY_STILL_AFTER),
  ];
  try {
    const result = await task();
    if (place.classList.contains("working")) hideStatus();
    return result;
  } finally {
    timers.forEach(clearTimeout);
  }
}

/** Have sentences read out, politely and in order. @param {string[]} sentences @param {string} [language] */
export function announce(sentences, language = "en") {
  for (const sentence of sentences.filter(Boolean)) {
    const line = make("p", {}, sentence);
    if (language !== "en") Object.assign(line, { lang: language, dir: direction(language) });
    byId("announcer").append(line);
    setTimeout(() => line.remove(), KEPT_FOR);
  }
}
