// A letter with blanks that a family fills in. What is typed stays in this page: nothing here sends,
// and nothing here is kept.

import { button, make, part, word } from "./elements.js";
import { copyText, download, printOnly } from "./keeping.js";
import { wordFileOf } from "./own_words.js";

const BLANK = /\[([^[\]]*)\]/g;
// What browsers can fill in by themselves (WCAG 1.3.5).
const PURPOSES = /** @type {const} */ ([
  [/^your name/, "name"],
  [/^your address/, "street-address"],
  [/^your email or phone/, "off"],
  [/^your email/, "email"],
  [/^your phone/, "tel"],
]);
let lettersShown = 0;

/** @param {HTMLElement} place @param {Message} message @param {(sentences: string[]) => void} announce */
export function letterPart(place, message, announce) {
  const letter = /** @type {Letter} */ (message.letter);
  lettersShown += 1;
  /** @type {Map<string, string>} */
  const filled = new Map();
  const sheet = part(place, "sheet");
  const paragraphs = letter.paragraphs.map((text) => sheetParagraph(text));
  sheet.append(...paragraphs);
  sheet.setAttribute("aria-label", letter.title);
  const write = (/** @type {string} */ blank, /** @type {string} */ text) => {
    filled.set(blank, text.trim());
    for (const gap of sheet.querySelectorAll("[data-blank]")) {
      if (/** @type {HTMLElement} */ (gap).dataset.blank === blank) show(gap, blank, text.trim());
    }
  };
  part(place, "blanks").append(
    ...letter.blanks.map((blank, number) => field(blank, letter.picks?.[blank] ?? [], number, write)),
  );
  const now = () => letter.paragraphs.map((text) => withBlanks(text, filled));
  const name = letter.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  part(place, "tools").append(
    button(word("copy-letter"), () => copyText(now().join("\n\n"), announce)),
    button(word("print-letter"), () => printOnly(sheet)),
    button(word("word-letter"), async () => {
      const { WORD_TYPE, wordFile } = await import("./word_file.js");
      download(`${name}.docx`, WORD_TYPE, wordFile(letter.title, now()));
      announce([word("downloaded")]);
    }),
    button(word("text-letter"), () => {
      download(`${name}.txt`, "text/plain;charset=utf-8", now().join("\r\n\r\n"));
      announce([word("downloaded")]);
    }),
  );
  const open = wordFileOf(message);
  if (open) part(place, "tools").append(make("a", { href: open, className: "call" }, word("open-letter")));
}

/** @param {string} text @param {Map<string, string>} filled */
function withBlanks(text, filled) {
  return text.replace(BLANK, (whole, blank) => filled.get(blank) || whole);
}

/** @param {string} text */
function sheetParagraph(text) {
  const made = make("p");
  // Split by a pattern with a group: every other piece is the name of a blank.
  text.split(BLANK).forEach((piece, number) => {
    if (number % 2 === 0) return made.append(piece);
    const gap = make("span", {});
    gap.dataset.blank = piece;
    show(gap, piece, "");
    made.append(gap);
  });
  return made;
}

/** @param {Element} gap @param {string} blank @param {string} text */
function show(gap, blank, text) {
  gap.textContent = text || `[${blank}]`;
  gap.className = text ? "filled" : "gap";
}

/**
 * @param {string} blank @param {string[]} picks @param {number} number
 * @param {(blank: string, text: string) => void} write
 */
function field(blank, picks, number, write) {
  const id = `blank-${lettersShown}-${number}`;
  const purpose = PURPOSES.find(([pattern]) => pattern.test(blank))?.[1] ?? "off";
  const box = make("textarea", { id, rows: 1, autocomplete: purpose, dir: "auto" });
  box.addEventListener("input", () => write(blank, box.value));
  const label = make("label", { htmlFor: id }, blank[0].toUpperCase() + blank.slice(1));
  const made = make("div", { className: "blank" }, label, box);
  if (!picks.length) return made;
  const choice = make("select", { id: `${id}-pick` }, make("option", { value: "" }, word("pick-none")));
  choice.append(...picks.map((line) => make("option", {}, line)));
  choice.addEventListener("change", () => {
    box.value = choice.value;
    write(blank, box.value);
  });
  made.append(make("label", { htmlFor: choice.id, className: "pick" }, word("pick")), choice);
  return made;
}
