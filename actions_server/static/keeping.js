// Ways to keep an answer: hear it, copy it, print it, save it as a page of the family's own.

import { button, inWords, make, part, word } from "./elements.js";

/** @param {HTMLElement} place @param {HTMLElement} card @param {Message} message @param {Announce} announce */
export function keepingTools(place, card, message, announce) {
  const tools = part(place, "keep-buttons");
  if ("speechSynthesis" in window) tools.append(button(word("listen"), (self) => readAloud(self, card, message)));
  tools.append(
    button(word("copy"), () => copyText(message.text, announce)),
    button(word("print"), () => printOnly(card)),
    button(word("save"), async () => {
      download("answer.html", "text/html;charset=utf-8", await keptPage(card));
      announce([word("downloaded")]);
    }),
  );
}

/** @param {string} name @param {string} type @param {BlobPart} content */
export function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @param {string} text @param {Announce} announce */
export async function copyText(text, announce) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A frame or an old browser that may not use the clipboard directly.
    const held = make("textarea", { value: text, className: "hidden" });
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    document.body.append(held);
    held.select();
    document.execCommand("copy");
    held.remove();
    before?.focus({ preventScroll: true });
  }
  announce([word("copied")]);
}

/** Print one part of the page and nothing else. @param {HTMLElement} what */
export function printOnly(what) {
  what.classList.add("to-print");
  document.documentElement.classList.add("printing-one");
  window.addEventListener(
    "afterprint",
    () => {
      what.classList.remove("to-print");
      document.documentElement.classList.remove("printing-one");
    },
    { once: true },
  );
  window.print();
}

/** Nothing is ever read without being asked for. @param {HTMLButtonElement} self @param {HTMLElement} card @param {Message} message */
function readAloud(self, card, message) {
  const isReading = self.dataset.reading === "yes";
  stopReading();
  if (isReading) return;
  const heading = card.querySelector("h3:not(.hidden)")?.textContent ?? "";
  // In pieces, because some browsers stop in the middle of long ones.
  const pieces = [heading, ...message.text.split("\n")].filter(Boolean).map((text) => {
    const piece = new SpeechSynthesisUtterance(text.replace(/https?:\S+|\/letters\/\S+/g, ""));
    piece.lang = message.language && message.language !== "en" ? message.language : "en-GB";
    return piece;
  });
  self.dataset.reading = "yes";
  self.textContent = word("stop-listening");
  pieces.at(-1)?.addEventListener("end", stopReading);
  pieces.forEach((piece) => speechSynthesis.speak(piece));
}

/** Fall silent, wherever it was reading. */
export function stopReading() {
  if ("speechSynthesis" in window) speechSynthesis.cancel();
  for (const reading of document.querySelectorAll("[data-reading]")) {
    reading.removeAttribute("data-reading");
    reading.textContent = word("listen");
  }
}

/** The card as one file that needs nothing else: to keep, to print, to read without a connection.
 * @param {HTMLElement} card */
async function keptPage(card) {
  const style = await (await fetch("/static/base.css")).text();
  const copy = /** @type {HTMLElement} */ (card.cloneNode(true));
  copy.querySelectorAll("button, select, [data-part='keeping'], [data-part='choices'], [data-part='helped']").forEach((each) => each.remove());
  copy.querySelectorAll("details").forEach((each) => (each.open = true));
  copy.querySelectorAll("a").forEach((each) => each.setAttribute("href", each.href));
  const title = copy.querySelector("h3:not(.hidden)")?.textContent || word("kept-title");
  const today = inWords(new Date().toISOString().slice(0, 10));
  copy.querySelectorAll("h3").forEach((each) => {
    const level = each.classList.contains("hidden") ? "p" : "h1";
    each.replaceWith(make(level, { className: each.className }, ...each.childNodes));
  });
  copy.querySelectorAll("h4").forEach((each) => each.replaceWith(make("h2", {}, ...each.childNodes)));
  // Put together as text: a style element of this page's would be held to this page's policy.
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${style} main { max-width: 44rem; margin: auto; padding: 1rem; }</style>`;
  const foot = `<p class="small">${word("kept-on")} ${today}. ${word("kept-note")}</p>`;
  return `<!doctype html>\n<html lang="en-GB"><head>${head}</head><body><main>${copy.outerHTML}${foot}</main></body></html>\n`;
}

/** @param {string} text */
function escaped(text) {
  return make("p", {}, text).innerHTML;
}
