// Warns before the session ends and lets one stay by one key. Without it the page still says how long the session lasts.
const dialog = document.getElementById("session");

if (dialog?.showModal) {
  const idle = Number(dialog.dataset.idle) * 1000;
  const warnBefore = Math.min(Number(dialog.dataset.warn) * 1000, idle / 2);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("guichet-session") : null;
  const form = dialog.querySelector("form");
  let timers = [];

  const begin = () => {
    timers.forEach(clearTimeout);
    timers = [setTimeout(warn, idle - warnBefore), setTimeout(ended, idle)];
    if (dialog.open) dialog.close();
  };
  const warn = () => dialog.open || dialog.showModal();
  const ended = () => {
    dialog.querySelectorAll("[data-when]").forEach((part) => (part.hidden = part.dataset.when !== "ended"));
    warn();
  };
  const stay = async () => {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return ended();
    begin();
    channel?.postMessage("here");
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stay();
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  if (channel) channel.onmessage = begin; // another window of the same person was used
  channel?.postMessage("here");
  begin();
}
