// Keeps what is typed into the editor a moment after each change, so that a closed tab, an ended
// session or a lost line loses nothing. Saving stays what it was: a press on the button.
const QUIET = 1500; // milliseconds without a key
const AGAIN = 15_000; // milliseconds until it is tried again after a failure

const KEPT = "What you type is kept for you. Save it when you are ready.";
const SIGNED_OUT =
  "You were signed out. Leave this page open, sign in in another tab, then come back and save.";
const NOT_KEPT = "What you type cannot be kept just now. Leave this page open; it is tried again.";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-unsaved]"));
const said = document.querySelector("[data-unsaved-said]");
if (form && said) keepWhatIsTyped(form, said);

/**
 * @param {HTMLFormElement} form
 * @param {Element} said where the state is told
 */
function keepWhatIsTyped(form, said) {
  let timer = 0;
  let kept = asText(form);
  let isSaving = false;

  const keep = async () => {
    clearTimeout(timer);
    const typed = asText(form);
    if (isSaving || typed === kept) return;
    try {
      const reply = await fetch(form.dataset.unsaved ?? "", {
        method: "POST",
        body: typed,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        // The browser then sends a short form even while the page is being left.
        keepalive: typed.length < 60_000,
      });
      if (reply.ok) kept = typed;
      tell(reply.ok ? KEPT : reply.status === 401 ? SIGNED_OUT : NOT_KEPT);
      if (!reply.ok) later(AGAIN);
    } catch {
      tell(NOT_KEPT);
      later(AGAIN);
    }
  };

  /** @param {number} wait */
  const later = (wait) => {
    clearTimeout(timer);
    timer = window.setTimeout(keep, wait);
  };

  /** Told only when it changes, so that a screen reader is not interrupted at every pause.
   * @param {string} words */
  const tell = (words) => {
    if (said.textContent !== words) said.textContent = words;
  };

  form.addEventListener("input", () => later(QUIET));
  form.addEventListener("submit", (event) => {
    // The preview is sent with the same form, and saves nothing.
    isSaving = !(event.submitter instanceof HTMLElement && "preview" in event.submitter.dataset);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
}

/**
 * @param {HTMLFormElement} form
 * @returns {string} the form as it would be sent
 */
function asText(form) {
  /** @type {[string, string][]} */
  const fields = [];
  for (const [name, value] of new FormData(form)) fields.push([name, String(value)]);
  return new URLSearchParams(fields).toString();
}
