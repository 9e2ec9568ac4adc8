// Watches how long a conversation has left when nobody writes.

const WARN_BEFORE = 120; // seconds
const TELL_AGAIN = 0.25; // of the whole time; who types a letter is here, though nothing is sent

/** Says when the end is near, and when it has come; asks for more time for whoever is active. */
export class IdleClock {
  /** @type {number[]} */
  #timers = [];
  /** @type {number | null} */
  #seconds = null;
  #since = 0;
  #tell;

  /** @param {{warn: () => void, end: () => void, extend: () => void}} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** The conversation has so many seconds left from now; null: there is none. @param {number | null} seconds */
  set(seconds) {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#seconds = seconds;
    this.#since = Date.now();
    if (seconds === null) return;
    const warnAfter = Math.max(seconds - WARN_BEFORE, seconds / 2);
    this.#timers = [
      setTimeout(this.#tell.warn, warnAfter * 1_000),
      setTimeout(this.#tell.end, seconds * 1_000),
    ];
  }

  /** Somebody does something in the page. */
  noteActivity() {
    const waited = (Date.now() - this.#since) / 1_000;
    if (this.#seconds === null || waited < this.#seconds * TELL_AGAIN) return;
    this.#since = Date.now();
    this.#tell.extend();
  }
}
