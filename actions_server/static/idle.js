// Watches how long a conversation has left when nobody writes.

const WARN_BEFORE = 120; // seconds

/** Says when the end is near, and when it has come. */
export class IdleClock {
  /** @type {number[]} */
  #timers = [];
  #warn;
  #end;

  /** @param {() => void} warn @param {() => void} end */
  constructor(warn, end) {
    this.#warn = warn;
    this.#end = end;
  }

  /** The conversation has so many seconds left from now; null: there is none. @param {number | null} seconds */
  set(seconds) {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    if (seconds === null) return;
    const warnAfter = Math.max(seconds - WARN_BEFORE, seconds / 2);
    this.#timers = [
      setTimeout(this.#warn, warnAfter * 1_000),
      setTimeout(this.#end, seconds * 1_000),
    ];
  }
}
