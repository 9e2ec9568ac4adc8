// Starts the parts of the GOV.UK design system that a page uses. Every page works without.
import { initAll } from "/static/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();

// A page that waits for something tells how far it is, and is loaded anew once it is done.
const waiting = document.querySelector("[data-look-again]");
if (waiting) setInterval(() => lookAgain(waiting), 2000);

/** @param {Element} waiting */
async function lookAgain(waiting) {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-look-again]");
  if (!now) location.reload();
  else if (waiting.textContent !== now.textContent) waiting.textContent = now.textContent;
}
