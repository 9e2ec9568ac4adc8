// @ts-check
// The loader that a council's page includes:
//
//   <script src="https://…/widget.js" async></script>
//
// It adds one labelled button. Until that is pressed there is no request, no storage, no frame.
// docs/embedding.md tells what the attributes do.

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const name = "send-navigator";
  // A page that includes the loader twice still gets one button.
  if (document.getElementById(name)) return;

  const origin = new URL(script.src).origin;
  const { label = "Ask about special needs", language, question } = script.dataset;
  const side = script.dataset.position === "left" ? "left" : "right";
  const [ground, ink] = colours(script.dataset.colour, script.dataset.textColour);

  const host = document.createElement("div");
  host.id = name;
  // Set from a script, so that neither the page's resets nor its content policy undo it.
  host.style.setProperty("all", "initial", "important");
  host.style.setProperty("display", "block", "important");
  if (language) host.lang = language;
  const root = host.attachShadow({ mode: "open" });
  // A style sheet made here is allowed where a page's content policy forbids <style>. Its sizes are
  // in em of the reader's own text size: rem would be the page's, which themes make 10 pixels.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { box-sizing: border-box; font: 600 medium/1.4 system-ui, sans-serif; }
    [hidden] { display: none !important; }
    button { min-height: 3em; padding: .6em 1.2em; border: 2px solid ${ink}; color: ${ink};
      background: ${ground}; cursor: pointer; }
    button:hover { text-decoration: underline; text-underline-offset: .2em; }
    button:focus-visible { outline: 3px solid ${ink}; outline-offset: -6px; }
    .open { position: fixed; bottom: 1em; ${side}: 1em; z-index: 2147483000;
      max-width: calc(100vw - 2em); border-radius: 1.6em; box-shadow: 0 2px 10px #0006;
      display: flex; align-items: center; gap: .6em; text-align: start; }
    .open::before { content: ""; flex: none; width: 1.1em; height: .9em; border: 2px solid;
      border-radius: .45em .45em .45em 0; }
    .panel { position: fixed; bottom: 1em; ${side}: 1em; z-index: 2147483000;
      display: flex; flex-direction: column; width: min(27em, calc(100vw - 2em));
      height: min(46em, calc(100vh - 2em)); height: min(46em, calc(100dvh - 2em));
      border-radius: 1em; overflow: clip; background: ${ground};
      box-shadow: 0 4px 28px #0007; border: 1px solid ${ground}; }
    .close { align-self: flex-end; border: 0; }
    iframe { flex: 1; width: 100%; border: 0; background: #fbf8f2; }
    @media (max-width: 40em), (max-height: 32em) {
      .panel { inset: 0; width: auto; height: auto; border-radius: 0; border: 0; }
    }
    @media (prefers-color-scheme: dark) { iframe { background: #141c1c; } }
    @media print { .open, .panel { display: none; } }`);
  root.adoptedStyleSheets = [sheet];

  const launcher = button("open", label, show);
  launcher.setAttribute("aria-haspopup", "dialog");
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", label);
  panel.append(button("close", "Close chat", hide));
  // A region of its own, so that readers who go from region to region find the button.
  const region = document.createElement("section");
  region.setAttribute("aria-label", label);
  region.append(launcher, panel);
  root.append(region);

  /** @type {HTMLIFrameElement | undefined} */
  let frame;
  /** @type {number[]} when Shift was pressed alone */
  let shifts = [];
  let isAlone = false;

  function show() {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = label;
      frame.allow = "clipboard-write"; // for “Copy”
      const wishes = new URLSearchParams();
      if (language) wishes.set("language", language);
      if (question) wishes.set("question", question);
      frame.src = `${origin}/chat#${wishes}`;
      panel.append(frame);
    }
    panel.hidden = false;
    launcher.hidden = true;
    frame.focus();
  }

  function hide() {
    // The frame stays, so that the chat is still there when it is opened again.
    panel.hidden = true;
    launcher.hidden = false;
    launcher.focus();
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  // Three presses of Shift leave the page, from here as from within the chat, which clears first.
  document.addEventListener("keydown", (event) => {
    isAlone = event.key === "Shift" && !event.repeat && !panel.hidden;
    if (event.key !== "Shift") shifts = [];
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !isAlone) return;
    shifts = [...shifts, event.timeStamp].slice(-3);
    if (shifts.length < 3 || event.timeStamp - shifts[0] > 2_000) return;
    frame?.contentWindow?.postMessage("send-navigator:leave", origin);
  });
  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    const [wish, address = ""] = String(event.data).split(" ");
    if (wish === "send-navigator:close") hide();
    if (wish === "send-navigator:leave" && /^https?:\/\//.test(address)) location.replace(address);
  });

  /** @param {string} kind @param {string} text @param {() => void} action */
  function button(kind, text, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  /**
   * The colours of the button: those wished for, if people can read them. Where only the ground is
   * given, the text is white or black, whichever stands out more.
   * @param {string} [ground] #rrggbb @param {string} [ink]
   */
  function colours(ground, ink) {
    const ours = ["#1d5a56", "#ffffff"];
    if (!ground && !ink) return ours;
    const under = ground ?? ours[0];
    const best = contrast(under, "#ffffff") >= 4.5 ? "#ffffff" : "#000000";
    const wished = [under, ink ?? best];
    if (wished.every((each) => /^#[0-9a-f]{6}$/i.test(each)) && contrast(wished[0], wished[1]) >= 4.5) {
      return wished;
    }
    console.warn(
      `SEND Navigator: data-colour “${ground ?? ""}” and data-text-colour “${ink ?? ""}” are not used, because they must be written as #rrggbb and have a contrast of 4.5 to 1 or more.`,
    );
    return ours;
  }

  /** As WCAG 2.2 reckons it. @param {string} one @param {string} other */
  function contrast(one, other) {
    const [dark, light] = [one, other].map(luminance).sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  /** @param {string} colour */
  function luminance(colour) {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  if (document.body) document.body.append(host);
  else addEventListener("DOMContentLoaded", () => document.body.append(host));
})();
