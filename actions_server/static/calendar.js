// A calendar file (RFC 5545) with a whole-day entry for each day. Knows nothing of the page.

const LONGEST_LINE = 75; // octets, without the line break

/** @param {DateLine[]} dates @param {string} host that makes the entries' names its own @param {Date} now */
export function calendarOf(dates, host, now) {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${host}//dates//EN`,
    "CALSCALE:GREGORIAN",
    ...dates.flatMap((date) => entry(date, host, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map(folded).join("\r\n") + "\r\n";
}

/** @param {DateLine} date @param {string} host @param {string} stamp */
function entry(date, host, stamp) {
  const next = new Date(Date.parse(date.date) + 86_400_000).toISOString().slice(0, 10);
  return [
    "BEGIN:VEVENT",
    // The same day has the same name, so that adding it twice makes one entry.
    `UID:${compact(date.date)}-${slug(date.label)}@${host}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(date.date)}`,
    `DTEND;VALUE=DATE:${compact(next)}`,
    `SUMMARY:${escaped(date.label)}`,
    ...(date.note ? [`DESCRIPTION:${escaped(date.note)}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** @param {string} day */
function compact(day) {
  return day.replaceAll("-", "");
}

/** @param {string} text */
function slug(text) {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/** A long line goes on in the next, after a space; no letter is cut in two. @param {string} line */
function folded(line) {
  const size = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
  let done = "";
  let now = "";
  for (const letter of line) {
    if (size(now + letter) > LONGEST_LINE) {
      done += `${now}\r\n`;
      now = " ";
    }
    now += letter;
  }
  return done + now;
}
