/* What pages do beyond links and forms; each works without it.
   Keys: an element says with data-key which single key presses it; [data-nav] is a list that j and k
   walk through. Single keys can be switched off (WCAG 2.1.4) and never act while one types.
   Forms: a form with data-keep keeps what was typed for this tab until it was sent well; one with
   data-narrow asks for its page again at every answer, and takes the parts it names from it. */
(() => {
  "use strict";

  const SWITCH = "shouwen.single-keys-off";
  const field = (element) => element.matches("input, textarea, select, [contenteditable]");
  const keysOff = () => localStorage.getItem(SWITCH) === "1";

  /* ── keys ── */

  const keyed = (key) =>
    [...document.querySelectorAll("[data-key]")].find(
      (element) => element.dataset.key.toLowerCase() === key.toLowerCase() && element.checkVisibility(),
    );

  function press(element) {
    if (field(element) && !element.matches("[type=radio], [type=checkbox]")) {
      element.focus();
      element.select();
    } else {
      element.click();
    }
  }

  function walk(step) {
    const links = [...document.querySelectorAll("[data-nav] a[href]")].filter((link) => link.checkVisibility());
    if (!links.length) return;
    const here = links.indexOf(document.activeElement);
    const start = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = here < 0 ? Math.max(start, 0) : Math.min(Math.max(here + step, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
  }

  const ALWAYS = {
    j: () => walk(1),
    k: () => walk(-1),
    o: () => document.activeElement.closest("[data-nav] a[href]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (field(event.target) || keysOff()) return;
    const act = ALWAYS[event.key];
    const target = act ? null : keyed(event.key);
    if (!act && !target) return;
    event.preventDefault();
    act ? act() : press(target);
  });

  /* ── the list of keys, and their switch ── */

  const sheet = document.getElementById("keys");

  function listKeys() {
    const list = sheet.querySelector(".key-list");
    list.querySelectorAll("[data-listed]").forEach((row) => row.remove());
    for (const element of document.querySelectorAll("[data-key][data-says]")) {
      const row = document.createElement("div");
      const key = document.createElement("dt");
      const cap = document.createElement("kbd");
      const says = document.createElement("dd");
      row.dataset.listed = "";
      cap.className = "key";
      cap.textContent = element.dataset.key;
      says.textContent = element.dataset.says;
      key.append(cap);
      row.append(key, says);
      list.append(row);
    }
  }

  function showSwitch() {
    const box = sheet.querySelector("[data-key-switch]");
    const input = box.querySelector("input");
    const apply = () => document.body.classList.toggle("no-single-keys", keysOff());
    box.hidden = false;
    input.checked = !keysOff();
    input.addEventListener("change", () => {
      localStorage.setItem(SWITCH, input.checked ? "0" : "1");
      apply();
    });
    apply();
  }

  if (sheet) {
    sheet.addEventListener("beforetoggle", listKeys);
    showSwitch();
  }

  /* ── nothing typed is lost ── */

  const kept = (input) => input.name && !["hidden", "password", "file", "submit"].includes(input.type);

  /* A form may say with data-keep-with which of its fields is part of the name: what was typed over
     one revision of a text is not put over another. */
  const nameOf = (form) =>
    `shouwen.form.${form.dataset.keep}${form.elements[form.dataset.keepWith]?.value ?? ""}`;
  const inputs = (form) => [...form.elements].filter(kept);

  function write(form) {
    const values = inputs(form).map((input) =>
      ["radio", "checkbox"].includes(input.type) ? [input.name, input.value, input.checked] : [input.name, input.value],
    );
    sessionStorage.setItem(nameOf(form), JSON.stringify(values));
  }

  function read(form) {
    for (const [field, value, checked] of JSON.parse(sessionStorage.getItem(nameOf(form)) ?? "[]")) {
      for (const input of inputs(form).filter((each) => each.name === field)) {
        if (checked === undefined) input.value = value;
        else if (input.value === value) input.checked = checked;
      }
    }
  }

  /* One listener for forms that are there and for those that htmx brings. */
  const keeping = (act) => (event) => {
    const form = event.target.form ?? event.target;
    if (form.matches?.("form[data-keep]")) act(form);
  };
  document.addEventListener("input", keeping(write));
  document.addEventListener("reset", keeping((form) => sessionStorage.removeItem(nameOf(form))));
  document.addEventListener("submit", keeping((form) => sessionStorage.setItem("shouwen.sent", nameOf(form))));

  /* What was sent is forgotten on the next page, unless that page is the same form with errors, or
     says that nothing was done. */
  const sent = sessionStorage.getItem("shouwen.sent");
  if (sent && !document.querySelector(".note.error, [data-undone]")) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("shouwen.sent");
  /* A page that answers with errors brings the values itself. */
  if (!document.querySelector(".note.error")) document.querySelectorAll("form[data-keep]").forEach(read);

  /* ── a page shown within a page stays where it was read when it is drawn anew ── */

  let readTo = 0;
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const old = event.detail.target?.querySelector?.("iframe[srcdoc]");
    if (old) readTo = old.contentWindow?.scrollY ?? 0;
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const drawn = document.querySelector("iframe[srcdoc]");
    if (drawn && event.detail.target?.contains(drawn)) {
      drawn.addEventListener("load", () => drawn.contentWindow.scrollTo(0, readTo), { once: true });
    }
  });

  /* ── a list is narrowed while one answers ── */

  document.addEventListener("change", async (event) => {
    const form = event.target.closest("form[data-narrow]");
    if (!form) return;
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return; /* the button still asks for the whole page */
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of form.dataset.narrow.split(" ")) {
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    }
    history.replaceState(null, "", address.pathname + address.search);
  });

  /* ── errors are met first ── */

  document.querySelector(".note.error[tabindex]")?.focus();
})();
