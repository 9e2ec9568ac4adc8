// The chat page: wires the box, the conversation and the cards together.

import { familyCard, isOff, markChosen, markRated, replyCard, spoken } from "./cards.js";
import { Composer } from "./composer.js";
import { Conversation, Gone, Refused, Unreachable } from "./conversation.js";
import { IdleClock } from "./idle.js";
import { word } from "./words.js";

/** @typedef {import("./conversation.js").Message} Message */
/** @typedef {import("./conversation.js").Choice} Choice */

const SAY_WORKING_AFTER = 1_000; // milliseconds; a quick reply needs no such words read out
const SAY_STILL_AFTER = 8_000;

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const list = byId("messages");
const status = byId("status");
const announcer = byId("announcer");
const form = /** @type {HTMLFormElement} */ (byId("composer"));
const idle = new IdleClock(() => tell(word("about-to-end")), clearAfterSilence);
const conversation = new Conversation((seconds) => idle.set(seconds));
const composer = new Composer(form, (text) => say({ text }, text));
/** @type {Message | undefined} */
let latest;

byId("end").addEventListener("click", end);
byId("again").addEventListener("click", () => {
  setOver(false);
  composer.box.focus();
  open();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeWhatIsOpen();
});
open();

/** Take up the conversation of this tab, or start one. */
async function open() {
  await working("starting", async () => {
    if (conversation.isOpen) {
      try {
        for (const turn of await conversation.restore()) {
          if (turn.said) {
            markChosen(list, turn.said);
            list.append(familyCard(turn.said));
          }
          addReplies(turn.messages);
        }
        list.lastElementChild?.scrollIntoView();
        return;
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
        tell(word("gone"));
      }
    }
    addReplies(await conversation.start());
  }).catch(() => tell(word("could-not-start")));
}

/**
 * Send words or a choice and show what comes back.
 * @param {import("./conversation.js").Said} said
 * @param {string} shown what the family reads as its own part
 */
async function say(said, shown) {
  const isChoice = "choice" in said;
  const own = familyCard(shown);
  list.append(own);
  own.scrollIntoView({ block: "start" });
  if (!isChoice) composer.clear();
  const giveBack = () => {
    own.remove();
    if (!isChoice) composer.giveBack(shown);
  };
  try {
    const replies = await working("working", async () => {
      if (!conversation.isOpen) list.insertBefore(replyOf((await conversation.start())[0]), own);
      return conversation.say(said);
    });
    if (isChoice) markChosen(list, shown);
    addReplies(replies);
    announce(replies.flatMap(spoken));
    own.scrollIntoView({ block: "start" });
  } catch (error) {
    giveBack();
    if (error instanceof Gone) await startAfterGone();
    else if (error instanceof Unreachable) tell(word(isChoice ? "unreachable-choice" : "unreachable"));
    else if (!(error instanceof Refused)) throw error;
    else if (isChoice) tell(error.message);
    else complain(error.message);
  }
}

async function startAfterGone() {
  list.replaceChildren();
  await open();
  tell(word("gone"));
}

/** @param {Message} message @param {boolean} helpful @param {HTMLElement} card */
async function rate(message, helpful, card) {
  const buttons = card.querySelectorAll("[data-helpful]");
  if (!message.answer_id || composer.isBusy || [...buttons].some(isOff)) return;
  try {
    await conversation.rate(message.answer_id, helpful);
  } catch (error) {
    if (error instanceof Gone) return startAfterGone();
    return tell(error instanceof Refused ? error.message : word("unreachable-choice"));
  }
  markRated(card, helpful);
  const choice = message.choices?.find(({ value }) => value === "not_helpful");
  // An earlier answer is only rated: what to try next is about the latest one.
  if (!helpful && choice && message === latest) await choose(choice);
  else announce([word(helpful ? "helped" : "not-helped")]);
}

/** @param {Choice} choice */
async function choose(choice) {
  if (!composer.isBusy) await say({ choice: choice.value }, choice.title);
}

/** Clear everything: on this screen first, then on the service. */
async function end() {
  list.replaceChildren();
  composer.clear();
  setOver(true);
  try {
    await conversation.end();
    tell(word("ended"));
  } catch {
    tell(word("ended-here"));
  }
}

/** Nobody has written for so long that the service forgets: so does this screen. Words that are not
 * sent yet stay in the box. */
function clearAfterSilence() {
  if (!composer.box.value.trim()) return end();
  list.replaceChildren();
  conversation.end().catch(() => {}); // the service forgets by itself
  tell(word("ended"));
}

/** @param {boolean} isOver */
function setOver(isOver) {
  byId("over").hidden = !isOver;
  byId("end").hidden = isOver;
  form.hidden = isOver;
  status.hidden = true;
  if (isOver) byId("again").focus(); // the button that was pressed is gone
}

/** @param {Message[]} messages */
function addReplies(messages) {
  list.append(...messages.map(replyOf));
  latest = messages.at(-1) ?? latest;
}

/** @param {Message} message */
function replyOf(message) {
  return replyCard(message, { choose, rate });
}

/**
 * Say in words that something is under way, for as long as it is.
 * @template T
 * @param {string} name @param {() => Promise<T>} task
 */
async function working(name, task) {
  composer.setBusy(true);
  show(word(name), true);
  const timers = [
    setTimeout(() => announce([word(name)]), SAY_WORKING_AFTER),
    setTimeout(() => {
      show(word("still-working"), true);
      announce([word("still-working")]);
    }, SAY_STILL_AFTER),
  ];
  try {
    const result = await task();
    if (status.classList.contains("working")) status.hidden = true;
    return result;
  } finally {
    timers.forEach(clearTimeout);
    composer.setBusy(false);
  }
}

/** Show a sentence after the last card. @param {string} text @param {boolean} [isWorking] */
function show(text, isWorking = false) {
  status.textContent = text;
  status.classList.toggle("working", isWorking);
  status.hidden = false;
}

/** Show a sentence and read it out. @param {string} text */
function tell(text) {
  show(text);
  announce([text]);
  status.scrollIntoView({ block: "nearest" });
}

/** @param {string} text */
function complain(text) {
  composer.complain(text);
  announce([text]);
}

/** Read out once, politely, in order. The only live region of the page. @param {string[]} sentences */
function announce(sentences) {
  const lines = sentences.filter(Boolean).map((sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    return line;
  });
  announcer.replaceChildren(...lines);
}

function closeWhatIsOpen() {
  const urgent = /** @type {HTMLDetailsElement} */ (document.querySelector(".bar .urgent"));
  if (urgent.open) {
    urgent.open = false;
    urgent.querySelector("summary")?.focus();
  } else if (window.parent !== window) {
    // The council's page closes its frame and takes the focus back. Nothing of the chat is told.
    window.parent.postMessage("send-navigator:close", "*");
  }
}
