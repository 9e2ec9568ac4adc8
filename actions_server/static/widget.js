// The loader that a council's page includes:
//
//   <script src="https://…/widget.js" async></script>
//
// It adds one labelled button. Until that is pressed there is no request, no storage, no frame.
// Attributes: data-label (the words on the button), data-position ("right" or "left").

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const origin = new URL(script.src).origin;
  const label = script.dataset.label || "Ask about special needs";
  const position = script.dataset.position === "left" ? "left" : "right";
  const close = "Close chat";

  // A page that includes the loader twice for one corner gets one button there.
  const name = `send-navigator-${position}`;
  if (document.getElementById(name)) return;

  const style = `
    :host { all: initial; }
    * { box-sizing: border-box; font: 600 1rem/1.4 system-ui, sans-serif; }
    [hidden] { display: none !important; }
    button { min-height: 3rem; padding: .6rem 1.1rem; border: 2px solid #fff; color: #fff;
      background: #1d5a56; cursor: pointer; }
    button:hover { background: #123f3c; }
    button:focus-visible { outline: 3px solid #1d5a56; outline-offset: 3px; }
    .open { position: fixed; bottom: 1rem; ${position}: 1rem; z-index: 2147483000;
      max-width: calc(100vw - 2rem); border-radius: 1.5rem; box-shadow: 0 2px 10px #0006; }
    .panel { position: fixed; bottom: 1rem; ${position}: 1rem; z-index: 2147483000;
      display: flex; flex-direction: column; width: min(26rem, calc(100vw - 2rem));
      height: min(44rem, calc(100dvh - 2rem)); border-radius: .75rem; overflow: clip;
      background: #1d5a56; box-shadow: 0 4px 24px #0007; }
    .close { align-self: flex-end; border: 0; border-radius: 0; text-decoration: underline; }
    .close:focus-visible { outline-color: #fff; outline-offset: -5px; }
    iframe { flex: 1; width: 100%; border: 0; background: #fff; }
    @media (max-width: 30rem), (max-height: 30rem) {
      .panel { inset: 0; width: auto; height: auto; border-radius: 0; }
    }`;

  const host = document.createElement("div");
  host.id = name;
  const root = host.attachShadow({ mode: "open" });
  // A style sheet made here is allowed where a page's content policy forbids <style>.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  const launcher = button("open", label, show);
  launcher.setAttribute("aria-haspopup", "dialog");
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", label);
  panel.append(button("close", close, hide));
  root.append(launcher, panel);

  /** @type {HTMLIFrameElement | undefined} */
  let frame;

  function show() {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = label;
      frame.src = `${origin}/chat`;
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
  window.addEventListener("message", (event) => {
    const isOurs = event.source === frame?.contentWindow && event.origin === origin;
    if (isOurs && event.data === "send-navigator:close") hide();
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

  if (document.body) document.body.append(host);
  else addEventListener("DOMContentLoaded", () => document.body.append(host));
})();
