// What of a message's text is not shown again by the card's other parts, and what is read out.

import { word } from "./elements.js";

const LIST_MARK = /^(?:•|\d+\.)\s+/;
const WORD_FILE = /\/letters\/[\w-]+\.docx/;

/**
 * The paragraphs of a message, as lines: those that stand before its other parts, and those that
 * follow. The same as lay_out of guides/layout.py, but for dates and letters, which the chat shows
 * as more than text.
 * @param {Message} message
 * @returns {{before: string[][], after: string[][]}}
 */
export function ownWords(message) {
  const paragraphs = message.text.split("\n\n").map((text) => text.split("\n"));
  if (message.kind === "answer") return { before: paragraphs.slice(0, 1), after: [] };
  if (message.letter) return { before: [], after: advice(message, paragraphs) };
  const split = { before: /** @type {string[][]} */ ([]), after: /** @type {string[][]} */ ([]) };
  let place = split.before;
  for (const lines of paragraphs) {
    const own = lines.filter((line) => !isShownBelow(line, message));
    // The card's own part has its own heading.
    const hasHeading = lines.some((line) => isUnderHeading(line, message));
    if (own.length && !hasHeading) place.push(own);
    if (own.length < lines.length) place = split.after;
  }
  return split;
}

/** What to read out: everything that is said, and that there is more. @param {Message} message */
export function spoken(message) {
  const { before, after } = ownWords(message);
  if (message.kind === "answer") return [message.article?.title ?? "", ...before.flat(), word("more")];
  if (message.letter) return [message.letter.title, word("letter-ready")];
  if (message.dates?.length) return [...before.flat(), word("dates-ready")];
  const services = (message.services ?? []).map((item) => `${item.name}. ${item.how_to_get}`);
  const titles = (message.choices ?? []).map((choice) => choice.title);
  const choices = titles.length ? [`${word("choices")} ${titles.join(", ")}`] : [];
  return [...before.flat(), ...services, ...after.flat(), ...choices];
}

/** Where the letter lies as a Word file with its blanks open. @param {Message} message */
export function wordFileOf(message) {
  return message.text.match(WORD_FILE)?.[0];
}

/** The note of a date as the text has it: without the law, which stands among the sources.
 * @param {Message} message @param {DateLine} date */
export function noteOf(message, date) {
  const lines = message.text.split("\n").map(unmarked);
  const line = lines.find((each) => each.startsWith(`${date.label}: `));
  return line?.slice(line.indexOf(". ", date.label.length) + 2) ?? date.note ?? "";
}

/** @param {string} line */
function unmarked(line) {
  return line.replace(LIST_MARK, "");
}

/** @param {string} line @param {Message} message */
function isShownBelow(line, message) {
  const plain = unmarked(line);
  if (plain === line) return false;
  const services = message.services ?? [];
  return (
    isUnderHeading(line, message) ||
    (message.choices ?? []).some((choice) => plain === choice.title) ||
    services.some((one) => plain === one.how_to_get || plain.startsWith(one.name))
  );
}

/** @param {string} line @param {Message} message */
function isUnderHeading(line, message) {
  const plain = unmarked(line);
  return (
    plain !== line &&
    ((message.steps ?? []).includes(plain) ||
      (message.sources ?? []).some((source) => plain === source.title) ||
      (message.dates ?? []).some((date) => plain.startsWith(`${date.label}: `)))
  );
}

/** What stands beside a letter and in no other part of its card. @param {Message} message @param {string[][]} paragraphs */
function advice(message, paragraphs) {
  const letter = new Set(message.letter?.paragraphs);
  const isPart = (/** @type {string} */ text) =>
    letter.has(text) ||
    WORD_FILE.test(text) ||
    (message.sources ?? []).some((source) => text.includes(source.title));
  return paragraphs
    .slice(1) // the first says to fill in the blanks on paper
    .filter((lines) => lines.length === 1 && !isPart(lines[0]));
}
