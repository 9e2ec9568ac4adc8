// The chat page: wires the box, the conversation and the cards together.

import { familyCard, markChosen, markRated, replyCard } from "./cards.js";
import { Composer } from "./composer.js";
import { Conversation, Gone, Refused, Unreachable } from "./conversation.js";
import { byId, isOff, word } from "./elements.js";
import { closeWhatIsOpen, keepAboveKeyboard, skipWithoutTrace } from "./frame.js";
import { IdleClock } from "./idle.js";
import { stopReading } from "./keeping.js";
import { offerQuickExit } from "./leave.js";
import { spoken } from "./own_words.js";
import { announce, hideStatus, tell, working } from "./telling.js";

// What the council's page asks for; behind the “#”, so that it is never sent.
const wishes = new URLSearchParams(location.hash.slice(1));
const language = wishes.get("language") ?? "en";
const list = byId("messages");
const form = /** @type {HTMLFormElement} */ (byId("composer"));
const idle = new IdleClock({
  warn: () => tell(word("about-to-end"), { name: word("keep-chat"), act: keepChat }),
  end: clearAfterSilence,
  extend: () => conversation.extend().catch(() => {}),
});
const conversation = new Conversation((seconds) => idle.set(seconds));
const composer = new Composer(form, (text) => say({ text }, text));
/** @type {Message | undefined} */
let latest;
/** @type {{said: Said, shown: string} | undefined} what could not be sent */
let unsent;

byId("end").addEventListener("click", end);
byId("again").addEventListener("click", () => {
  setOver(false);
  composer.box.focus();
  open();
});
offerQuickExit(/** @type {HTMLAnchorElement} */ (byId("leave")), () => {
  stopReading();
  conversation.end().catch(() => {});
});
document.addEventListener("keydown", (event) => {
  idle.noteActivity();
  if (event.key === "Escape") closeWhatIsOpen();
});
document.addEventListener("pointerdown", () => idle.noteActivity());
window.addEventListener("online", reconnect);
window.addEventListener("pagehide", stopReading);
keepAboveKeyboard();
skipWithoutTrace(composer.box);
composer.giveBack(wishes.get("question") ?? "");
open();

/** Take up the conversation of this tab, or start one. */
async function open() {
  await busy("starting", async () => {
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
    addReplies(await conversation.start(language));
  }).catch(() => tell(word("could-not-start"), { name: word("try-again"), act: open }));
}

/**
 * Send words or a choice and show what comes back.
 * @param {Said} said
 * @param {string} shown what the family reads as its own part
 */
async function say(said, shown) {
  const isChoice = "choice" in said;
  const own = familyCard(shown);
  unsent = undefined;
  list.append(own);
  own.scrollIntoView({ block: "start" });
  if (!isChoice) composer.clear();
  try {
    const replies = await busy("working", async () => {
      if (!conversation.isOpen) list.insertBefore(replyOf((await conversation.start(language))[0]), own);
      return conversation.say(said);
    });
    if (isChoice) markChosen(list, shown);
    addReplies(replies);
    for (const reply of replies) announce(spoken(reply), reply.language);
    own.scrollIntoView({ block: "start" });
  } catch (error) {
    own.remove();
    if (!isChoice) composer.giveBack(shown);
    if (error instanceof Gone) await startAfterGone();
    else if (error instanceof Unreachable) couldNotSend(said, shown);
    else if (!(error instanceof Refused)) throw error;
    else if (isChoice) tell(error.message);
    else complain(error.message);
  }
}

/** @param {Said} said @param {string} shown */
function couldNotSend(said, shown) {
  unsent = { said, shown };
  const name = "choice" in said ? "unreachable-choice" : "unreachable";
  tell(word(name), { name: word("try-again"), act: tryAgain });
}

/** Send what could not be sent; what arrived after all is not sent twice. */
function tryAgain() {
  if (!unsent || composer.isBusy) return;
  if ("choice" in unsent.said) say(unsent.said, unsent.shown);
  else composer.send();
}

/** The network is back. */
function reconnect() {
  if (unsent) tryAgain();
  else if (!list.children.length && !composer.isBusy && !form.hidden) open();
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
  stopReading();
  list.replaceChildren();
  composer.clear();
  unsent = undefined;
  setOver(true);
  try {
    await conversation.end();
    tell(word("ended"));
  } catch {
    tell(word("ended-here"));
  }
}

/** The family wants the conversation to go on, though it has nothing to say yet. */
async function keepChat() {
  try {
    await conversation.extend();
    tell(word("kept"));
  } catch (error) {
    if (error instanceof Gone) await startAfterGone();
    else tell(word("unreachable-choice"), { name: word("keep-chat"), act: keepChat });
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
  hideStatus();
  if (isOver) byId("again").focus(); // the button that was pressed is gone
}

/** @param {Message[]} messages */
function addReplies(messages) {
  list.append(...messages.map(replyOf));
  latest = messages.at(-1) ?? latest;
}

/** @param {Message} message */
function replyOf(message) {
  return replyCard(message, { choose, rate, announce });
}

/**
 * Nothing can be sent while something is under way.
 * @template T
 * @param {string} name @param {() => Promise<T>} task
 */
async function busy(name, task) {
  composer.setBusy(true);
  try {
    return await working(name, task);
  } finally {
    composer.setBusy(false);
  }
}

/** @param {string} text */
function complain(text) {
  hideStatus();
  composer.complain(text);
  announce([text]);
}
