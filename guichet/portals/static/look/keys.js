// Keys of the desks: go through the list, open, tick, take, turn documents over. Pages work without; anybody may turn them off.
const dialog = document.getElementById("keys");
const KEPT = "guichet-keys";
const rows = [...document.querySelectorAll("tr[data-row]")];
let here = -1;

const off = () => localStorage.getItem(KEPT) === "off";
const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

function step(by) {
  if (!rows.length) return;
  rows[here]?.classList.remove("is-here");
  here = Math.min(Math.max(here + by, 0), rows.length - 1);
  rows[here].classList.add("is-here");
  rows[here].querySelector("th a").focus();
}

function sheet(by) {
  const tabs = [...document.querySelectorAll(".g-doc__tabs a[data-sheet]")];
  if (!tabs.length) return;
  const now = tabs.findIndex((tab) => tab.getAttribute("aria-current"));
  tabs[(now + by + tabs.length) % tabs.length].click();
}

document.addEventListener("click", (event) => {
  const chosen = event.target.closest("a[data-sheet]");
  if (!chosen) return;
  document.querySelectorAll(".g-doc__tabs a[data-sheet]").forEach((tab) =>
    tab.getAttribute("href") === chosen.getAttribute("href") ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current"),
  );
});

const keys = {
  j: () => step(1),
  k: () => step(-1),
  x: () => rows[here]?.querySelector("input[type=checkbox]")?.click(),
  d: () => sheet(1),
  D: () => sheet(-1),
  c: () => document.querySelector(".g-decide a, .g-decide button")?.focus(),
  "?": () => dialog.showModal(),
};

function marked(key) {
  const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (found.matches("form")) found.requestSubmit();
  else if (found.matches("a, button")) found.click();
  else found.focus();
  return true;
}

if (dialog?.showModal) {
  const toggle = dialog.querySelector("[data-toggle]");
  const tell = () => toggle.querySelectorAll("[data-when]").forEach((part) => (part.hidden = (part.dataset.when === "off") !== off()));
  toggle.addEventListener("click", () => {
    localStorage.setItem(KEPT, off() ? "on" : "off");
    tell();
  });
  document.querySelector("[data-open-keys]")?.removeAttribute("hidden");
  document.querySelector("[data-open-keys]")?.addEventListener("click", () => dialog.showModal());
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  tell();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || off() || dialog.open || typing(event.target)) return;
    const done = keys[event.key] ? (keys[event.key](), true) : marked(event.key);
    if (done) event.preventDefault();
  });
}
