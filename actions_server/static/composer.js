// The box a family types in: Enter sends, Shift and Enter makes a new line, near the limit it counts.

import { word } from "./elements.js";

const COUNT_FROM = 0.9; // of the longest text

export class Composer {
  /** @param {HTMLFormElement} form @param {(text: string) => void} send */
  constructor(form, send) {
    this.form = form;
    this.box = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
    this.longest = Number(this.box.dataset.longest);
    this.button = /** @type {HTMLElement} */ (form.querySelector("#send"));
    this.isBusy = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#trySending(send);
    });
    this.box.addEventListener("keydown", (event) => {
      // While a word is being composed (isComposing), Enter picks a suggestion.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#trySending(send);
    });
    this.box.addEventListener("input", () => {
      this.complain("");
      this.#count();
      this.#grow();
    });
  }

  /** Put words back, unless something new was typed meanwhile. @param {string} text */
  giveBack(text) {
    if (!this.box.value) this.box.value = text;
    this.#count();
    this.#grow();
  }

  /** Send what stands in the box, as its button does. */
  send() {
    this.form.requestSubmit();
  }

  clear() {
    this.box.value = "";
    this.complain("");
    this.#count();
    this.#grow();
  }

  /** @param {boolean} isBusy */
  setBusy(isBusy) {
    this.isBusy = isBusy;
    this.button.setAttribute("aria-disabled", String(isBusy));
  }

  /** Say what is wrong with what was typed; nothing when it is all right. @param {string} text */
  complain(text) {
    const place = /** @type {HTMLElement} */ (this.form.querySelector("#fault"));
    place.textContent = text;
    place.hidden = !text;
    if (text) this.box.setAttribute("aria-invalid", "true");
    else this.box.removeAttribute("aria-invalid");
  }

  /** @param {(text: string) => void} send */
  #trySending(send) {
    if (this.isBusy) return;
    const text = this.box.value.trim();
    if (text && this.#length() <= this.longest) return send(text);
    this.complain(text ? word("over", this.#length() - this.longest) : word("empty"));
    this.box.focus();
  }

  #length() {
    return [...this.box.value].length; // as the service counts, an emoji is one
  }

  #count() {
    const place = /** @type {HTMLElement} */ (this.form.querySelector("#count"));
    const left = this.longest - this.#length();
    place.hidden = left > this.longest * (1 - COUNT_FROM);
    place.textContent = left < 0 ? word("over", -left) : word("left", left);
  }

  #grow() {
    // The style sheet sets how far; reading scrollHeight needs the box to be small first.
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 4}px`;
  }
}
