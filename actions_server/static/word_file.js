// A Word file with plain paragraphs, made on the device. Knows nothing of the page. Fetched only
// when somebody wants one.

export const WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const OFFICE = "http://schemas.openxmlformats.org";
const TYPES = `${HEAD}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${WORD_TYPE}.main+xml"/></Types>`;
const RELATIONS = `${HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;
// 12 points, in a font that every office program has, in English.
const LOOK = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr>';

/** @param {string} title @param {string[]} paragraphs whose lines stay lines */
export function wordFile(title, paragraphs) {
  const body = paragraphs.map(paragraph).join("");
  const document = `${HEAD}<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return zip({
    "[Content_Types].xml": TYPES,
    "_rels/.rels": RELATIONS,
    "word/document.xml": document,
  });
}

/** @param {string} text */
function paragraph(text) {
  const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
  return `<w:p><w:pPr><w:spacing w:after="200"/></w:pPr><w:r>${LOOK}${lines.join("<w:br/>")}</w:r></w:p>`;
}

/** Markup is escaped, and what XML cannot hold is left out. @param {string} text */
function escaped(text) {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
    .replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark] ?? mark);
}

/** A ZIP archive whose files are stored as they are. @param {Record<string, string>} files */
function zip(files) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  const listed = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, data] = [bytes(path), bytes(text)];
    // Version, flags (names in UTF-8), no compression, a fixed time, then checksum and sizes.
    const shared = [2, 20, 2, 0x800, 2, 0, 2, 0, 2, 0x21, 4, checksum(data), 4, data.length, 4, data.length, 2, name.length, 2, 0];
    const entry = [numbers(4, 0x04034b50, ...shared), name, data];
    listed.push(numbers(4, 0x02014b50, 2, 20, ...shared, 2, 0, 2, 0, 2, 0, 4, 0, 4, offset), name);
    parts.push(...entry);
    offset += length(entry);
  }
  const count = Object.keys(files).length;
  const end = numbers(4, 0x06054b50, 2, 0, 2, 0, 2, count, 2, count, 4, length(listed), 4, offset, 2, 0);
  return new Blob([...parts, ...listed, end]);
}

/** Pairs of a size in bytes and a number, the lowest byte first. @param {number[]} pairs */
function numbers(...pairs) {
  const made = [];
  for (let at = 0; at < pairs.length; at += 2) {
    for (let byte = 0; byte < pairs[at]; byte += 1) made.push((pairs[at + 1] >>> (8 * byte)) & 255);
  }
  return Uint8Array.from(made);
}

/** @param {string} text */
function bytes(text) {
  return new TextEncoder().encode(text);
}

/** @param {Uint8Array[]} parts */
function length(parts) {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** CRC-32, as ZIP wants it. @param {Uint8Array} data */
function checksum(data) {
  let sum = ~0;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
