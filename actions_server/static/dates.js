// The dates that matter as a list in words, and as a file for the family's own calendar.

import { calendarOf } from "./calendar.js";
import { button, inWords, make, part, word } from "./elements.js";
import { download } from "./keeping.js";
import { noteOf } from "./own_words.js";

const DAY = 86_400_000; // milliseconds

/** @param {HTMLElement} place @param {Message} message */
export function datesPart(place, message) {
  const dates = message.dates ?? [];
  part(place, "days").append(...dates.map((date) => dayEntry(date, noteOf(message, date))));
  const coming = dates.filter((date) => date.status !== "past");
  if (!coming.length) return part(place, "calendar").remove();
  const save = button(word("add-to-calendar"), () => {
    const notes = coming.map((date) => ({ ...date, note: noteOf(message, date) }));
    download("dates.ics", "text/calendar;charset=utf-8", calendarOf(notes, location.hostname, new Date()));
  });
  part(place, "calendar").prepend(save);
}

/** How far off a day is, in words. @param {string} day YYYY-MM-DD @param {Date} today */
export function howFar(day, today) {
  const midnight = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
  const days = Math.round((Date.parse(day) - midnight) / DAY);
  if (days === 0) return word("today");
  if (Math.abs(days) === 1) return word(days < 0 ? "yesterday" : "tomorrow");
  return word(days < 0 ? "days-ago" : "in-days", Math.abs(days));
}

/** @param {DateLine} date @param {string} note */
function dayEntry(date, note) {
  const status = { past: word("past"), due: word("due"), future: word("future") }[date.status];
  return make(
    "li",
    { className: date.status },
    make("p", { className: "when" }, make("strong", {}, `${status} `), howFar(date.date, new Date())),
    make("p", { className: "what" }, make("strong", {}, date.label)),
    make("p", {}, make("time", { dateTime: date.date }, inWords(date.date, true))),
    ...(note ? [make("p", { className: "small" }, note)] : []),
  );
}
