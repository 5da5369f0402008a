// Beside the terminal's own script, which draws and sends: the name of this tab, what is said when its session is over,
// coming back by itself after the connection was cut, keys that the browser would take for itself.
"use strict";
(() => {
  const WHY = { 1000: "over", 1001: "ended", 4001: "full", 4002: "elsewhere", 4003: "failed" };
  const TRIES = 20;
  const MOST_S = 5;
  const COLUMNS = 80; // a match wants so many
  const PER_PIXEL = 0.6; // how wide a sign is, of its height
  const SMALLEST = 8;
  const terminal = () => document.getElementById("terminal");
  const keyboard = () => document.querySelector(".xterm-helper-textarea");

  // A tab keeps its name when it is loaded anew: so it finds its app again.
  function name() {
    const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => (n % 36).toString(36)).join("");
    try {
      const known = sessionStorage.getItem("tab") || fresh();
      sessionStorage.setItem("tab", known);
      return known;
    } catch {
      return fresh();
    }
  }

  function say(why) {
    document.body.classList.add("-closed");
    for (const word of document.querySelectorAll("[data-why]")) word.hidden = word.dataset.why !== why;
    const button = document.querySelector(`[data-why="${why}"] button`);
    if (button) button.focus();
  }

  // What the app said at its end, below our own sentence.
  function told(lines) {
    for (const place of document.querySelectorAll(".said")) place.textContent = lines.join("\n");
  }

  let tried = 0;
  async function comeBack() {
    say("cut");
    while (tried < TRIES) {
      tried += 1;
      await new Promise((done) => setTimeout(done, 1000 * Math.min(tried, MOST_S)));
      try {
        await fetch(window.location.href, { cache: "no-store" });
        return window.location.reload();
      } catch { /* nobody there: once more */ }
    }
    say("lost");
  }

  // Letters that leave room for a match's columns, in this window and in what becomes of it: a telephone is turned.
  let asked = 0;
  const fitting = () => Math.max(SMALLEST, Math.min(asked, Math.floor(window.innerWidth / COLUMNS / PER_PIXEL)));

  // The terminal's script keeps its terminal to itself; we are given it where it notes the address of its socket.
  let shown = null;
  Object.defineProperty(Object.prototype, "websocket_url", {
    configurable: true,
    set(address) {
      delete Object.prototype.websocket_url;
      this.websocket_url = address;
      shown = this;
    },
  });
  window.addEventListener("resize", () => {
    if (!shown || shown.terminal.options.fontSize === fitting()) return;
    terminal().dataset.fontSize = shown.terminal.options.fontSize = fitting();
    shown.fit();
  });

  let begun = false;
  window.WebSocket = class extends WebSocket {
    constructor(...of) {
      super(...of);
      this.addEventListener("close", (event) => (WHY[event.code] ? say(WHY[event.code]) : comeBack()));
      this.addEventListener("message", (event) => {
        if (typeof event.data !== "string") {
          if (!begun && event.data.byteLength > 10 && keyboard()) keyboard().focus({ preventScroll: true });
          begun = begun || event.data.byteLength > 10;
          return;
        }
        const [kind, lines] = JSON.parse(event.data);
        if (kind === "said" && Array.isArray(lines)) told(lines);
      });
    }
  };

  // Nothing that stands in the terminal leads out of it: what others wrote may look like an address.
  window.open = () => null;

  window.addEventListener("DOMContentLoaded", () => {
    const place = terminal();
    place.dataset.sessionWebsocketUrl += `/${name()}`;
    asked = Number(place.dataset.fontSize);
    place.dataset.fontSize = fitting();
    for (const button of document.querySelectorAll("button")) {
      button.addEventListener("click", () => window.location.reload());
    }
  });

  window.addEventListener("keydown", (event) => {
    if (!(event.target instanceof Node) || !terminal().contains(event.target)) return;
    if (event.key === "F11") { // in a whole screen that a page asked for, it may have the browser's own keys as well
      event.preventDefault();
      event.stopImmediatePropagation();
      wholeScreen();
    } else if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === "v") {
      event.stopImmediatePropagation(); // the browser pastes
    }
  }, true);

  async function wholeScreen() {
    if (document.fullscreenElement) return document.exitFullscreen();
    await document.documentElement.requestFullscreen();
    if (navigator.keyboard && navigator.keyboard.lock) await navigator.keyboard.lock();
  }
})();
