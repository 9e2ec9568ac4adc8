// Talks to /api/conversations. Knows nothing of the page.

/** No reply came: no network, or nothing within PATIENCE. */
export class Unreachable extends Error {}
/** The conversation does not live any more. */
export class Gone extends Error {}
/** The service said no; the message is its own sentence for the family. */
export class Refused extends Error {}

const PATIENCE = 20_000; // milliseconds
const KEY = "send-navigator-conversation";

/** One conversation; its id outlives a reload, but not the tab. */
export class Conversation {
  #id = remembered();
  #turns = 0; // exchanges that this page knows of
  /** @type {Said | null} what was sent without a reply, so that it may or may not have arrived */
  #unsure = null;
  #tellTimeLeft;

  /** @param {(seconds: number | null) => void} tellTimeLeft told how long the conversation has left
   *   whenever that changes; null once it is over */
  constructor(tellTimeLeft) {
    this.#tellTimeLeft = tellTimeLeft;
  }

  get isOpen() {
    return this.#id !== null;
  }

  /** Start anew. @param {string} language @returns {Promise<Message[]>} */
  async start(language) {
    this.#keep(null);
    const body = await call("POST", "", { language });
    this.#keep(body.conversation);
    this.#turns = 1;
    this.#tellTimeLeft(body.expires_in);
    return body.messages;
  }

  /** Every exchange so far. @returns {Promise<Turn[]>} */
  async restore() {
    const { turns, expires_in } = await this.#call("GET", "/messages");
    this.#tellTimeLeft(expires_in);
    this.#turns = turns.length;
    return turns;
  }

  /** Have it live on for the whole time again, though nothing was said. */
  async extend() {
    const { expires_in } = await this.#call("GET", "/messages");
    this.#tellTimeLeft(expires_in);
  }

  /**
   * Send words or a choice. What went unanswered before is never sent twice: if it had arrived,
   * its replies are fetched instead.
   * @param {Said} said
   * @returns {Promise<Message[]>}
   */
  async say(said) {
    const missed = this.#unsure ? await this.#missed() : [];
    if (missed.length && JSON.stringify(said) === JSON.stringify(this.#unsure)) {
      this.#unsure = null;
      return missed;
    }
    this.#unsure = said;
    try {
      const { messages, expires_in } = await this.#call("POST", "/messages", said);
      this.#tellTimeLeft(expires_in ?? null); // help for somebody whose chat is gone has no time
      this.#turns += 1;
      this.#unsure = null;
      return [...missed, ...messages];
    } catch (error) {
      if (!(error instanceof Unreachable)) this.#unsure = null;
      throw error;
    }
  }

  /** Say whether an answer helped. @param {string} answerId @param {boolean} helpful */
  async rate(answerId, helpful) {
    await this.#call("POST", "/feedback", { answer_id: answerId, helpful });
  }

  /** End it, here at once and then on the service. */
  async end() {
    const id = this.#id;
    this.#keep(null);
    this.#unsure = null;
    if (id) await call("DELETE", `/${id}`, undefined, true);
  }

  /** @returns {Promise<Message[]>} */
  async #missed() {
    const known = this.#turns;
    const turns = await this.restore();
    return turns.slice(known).flatMap((turn) => turn.messages);
  }

  /** @param {string} method @param {string} path @param {object} [body] */
  async #call(method, path, body) {
    try {
      return await call(method, `/${this.#id}${path}`, body);
    } catch (error) {
      if (error instanceof Gone) this.#keep(null);
      throw error;
    }
  }

  /** @param {string | null} id */
  #keep(id) {
    this.#id = id;
    if (!id) this.#tellTimeLeft(null);
    try {
      if (id) sessionStorage.setItem(KEY, id);
      else sessionStorage.removeItem(KEY);
    } catch {
      // Storage is switched off: the conversation then lives as long as the page.
    }
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * @param {string} method @param {string} path @param {object} [body]
 * @param {boolean} [keepalive] whether it is carried out even where the page is left at once
 */
async function call(method, path, body, keepalive = false) {
  let response;
  try {
    response = await fetch(`/api/conversations${path}`, {
      method,
      headers: body && { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
      keepalive,
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    if (response.status === 204) return null;
    const answer = await response.json();
    if (response.ok) return answer;
    if (response.status !== 404) throw new Refused(answer.detail);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Unreachable();
  }
  throw new Gone();
}
