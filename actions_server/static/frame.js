// How the page sits in what surrounds it: the council's page, the phone's keyboard, the history.

/** Escape closes the urgent help, or else the frame, which gives the focus back. */
export function closeWhatIsOpen() {
  const urgent = /** @type {HTMLDetailsElement} */ (document.querySelector(".bar .urgent"));
  if (urgent.open) {
    urgent.open = false;
    urgent.querySelector("summary")?.focus();
  } else if (window.parent !== window) {
    // The council's page closes its frame and takes the focus back. Nothing of the chat is told.
    window.parent.postMessage("send-navigator:close", "*");
  }
}

/** Some browsers lay the keyboard over the page: then the box moves up by as much. */
export function keepAboveKeyboard() {
  const seen = window.visualViewport;
  const adapt = () => {
    if (!seen) return;
    const covered = seen.scale === 1 ? Math.max(0, innerHeight - seen.height - seen.offsetTop) : 0;
    document.documentElement.style.setProperty("--keyboard", `${Math.round(covered)}px`);
  };
  seen?.addEventListener("resize", adapt);
  seen?.addEventListener("scroll", adapt);
}

/** Skipping to the box adds nothing to the history that a quick exit would leave behind.
 * @param {HTMLElement} box */
export function skipWithoutTrace(box) {
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    box.focus();
  });
}
