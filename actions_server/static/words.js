// The short words of the chat page, which stand in its template and nowhere in the scripts.

const template = /** @type {HTMLTemplateElement} */ (document.getElementById("words"));

/** The words of that name, with {n} filled in. @param {string} name @param {number} [n] */
export function word(name, n) {
  const found = template.content.querySelector(`[data-word="${name}"]`);
  const text = (found?.textContent ?? "").replace(/\s+/g, " ").trim();
  return n === undefined ? text : text.replace("{n}", n.toLocaleString("en-GB"));
}
