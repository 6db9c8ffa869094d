/* The contact desk by keyboard alone; without this its buttons ask for the whole page.
   What is being written is looked up as it is written; the arrows choose among what is found and Enter
   takes it; a disposition's form comes into its place beside it; the space bar ticks what was read out;
   Escape leaves a field, so that single keys act again; Ctrl and Enter send. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-contact]");
  if (!form) return;
  const wanted = form.elements.wanted; /* none where it is written down already */
  const PAUSE = 150; // milliseconds without a key before anything is looked up
  const TAIL = 200; // characters that are looked up: what is being written now

  /* Takes the parts of the page that answers into this one. */
  async function refresh(ids, body, address) {
    const answer = await fetch(address, { method: body ? "POST" : "GET", body }).catch(() => null);
    if (!answer || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ids) {
      const [old, drawn] = [document.getElementById(id), page.getElementById(id)];
      if (old && drawn) old.replaceWith(drawn);
    }
    return true;
  }

  /* ── what may be meant, and who it may be ── */

  let waiting = 0;
  let asked = 0;

  async function lookUp() {
    const turn = (asked += 1);
    const text = wanted.value.slice(-TAIL);
    const answer = await fetch(`${form.dataset.hits}?q=${encodeURIComponent(text)}`).catch(() => null);
    if (!answer?.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("hits").replaceWith(page.getElementById("hits"));
    show(form.elements.chosen.value);
  }

  form.addEventListener("input", ({ target }) => {
    if (target !== wanted) return;
    clearTimeout(waiting);
    waiting = setTimeout(lookUp, PAUSE);
  });

  form.addEventListener("change", ({ target }) => {
    if (["phone", "name", "wanted"].includes(target.name)) refresh(["same"], said(""), form.action);
  });

  /* A channel chosen by its key: now the words. Whoever walks through the channels stays among them. */
  form.addEventListener("click", ({ target }) => {
    if (target.name === "channel" && document.activeElement !== target) wanted.focus();
  });

  /* ── the arrows choose, Enter takes ── */

  const hits = () => [...document.querySelectorAll("#hits .hit")];
  const keyOf = (hit) => `${hit.dataset.kind}:${hit.dataset.keyOf}`;
  const at = () => hits().findIndex((hit) => hit.hasAttribute("aria-current"));

  function mark(hit) {
    for (const each of hits()) each.removeAttribute("aria-current");
    hit?.setAttribute("aria-current", "true");
    hit?.scrollIntoView({ block: "nearest" });
  }

  function show(chosen) {
    mark(chosen ? hits().find((hit) => keyOf(hit) === chosen) : null);
  }

  function take(hit) {
    mark(hit);
    form.elements.chosen.value = keyOf(hit);
    const open = document.querySelector(".dispositions [aria-current]");
    if (open) ask(open.value);
    if (document.activeElement === wanted) wanted.blur();
  }

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("#hits .hit");
    if (!hit) return;
    event.preventDefault();
    take(hit);
  });

  /* ── a disposition's form ── */

  function said(open) {
    const body = new FormData(form);
    body.set("open", open);
    return body;
  }

  async function ask(open) {
    if (!(await refresh(["panel", "dispositions"], said(open), form.action))) return;
    const panel = document.getElementById("panel");
    if (panel.querySelector(".six")) return panel.querySelector("h2").focus();
    const first = panel.querySelector("textarea, select, input:not([type=hidden], [type=checkbox])");
    if (first) first.focus();
    else panel.querySelector("h2")?.focus();
  }

  document.addEventListener("click", (event) => {
    const way = event.target.closest(".dispositions button[name=open]");
    if (!way) return;
    event.preventDefault();
    ask(way.value);
  });

  /* ── keys that act while one types, and the space bar that ticks ── */

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.querySelector("#panel button[name=do], #record button[name=do]")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && form.contains(event.target)) return event.target.blur();
    if (event.target === wanted) return choose(event);
    if (event.key !== " " || event.target.matches("input, textarea, select, button, a, summary")) return;
    const unread = document.querySelector("#panel .six input:not(:checked)");
    if (!unread) return;
    event.preventDefault();
    unread.click();
    unread.scrollIntoView({ block: "nearest" });
  });

  function choose(event) {
    const found = hits();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length && (at() >= 0 || wanted.selectionEnd === wanted.value.length)) {
      event.preventDefault();
      const next = at() + step;
      mark(next < 0 ? null : found[Math.min(next, found.length - 1)]);
    } else if (event.key === "Enter" && !event.shiftKey && at() >= 0) {
      event.preventDefault();
      take(found[at()]);
    }
  }

  /* ── how many of the six were read ── */

  document.addEventListener("change", ({ target }) => {
    const six = target.closest(".six");
    const count = document.querySelector("#panel [data-read]");
    if (six && count) count.textContent = six.querySelectorAll(":checked").length;
  });
})();
