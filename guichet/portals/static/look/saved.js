// Saves a long text while one writes it, for its writer alone; nothing of it is sent. Without it a button does the same.
const AFTER = 2500;

for (const form of document.querySelectorAll("form[data-save]")) {
  const told = document.createElement("p");
  told.className = "g-meta g-saved";
  told.setAttribute("role", "status");
  let waits = 0;
  let leaves = false;

  const save = async () => {
    const body = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) body.delete(input.name);
    const asked = { method: "POST", body: new URLSearchParams(body), headers: { Accept: "text/plain" }, redirect: "manual", keepalive: true };
    const answer = await fetch(form.dataset.save, asked).catch(() => null);
    if (!leaves) told.textContent = answer?.status === 204 ? form.dataset.saved : form.dataset.notSaved;
  };

  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    event.target.after(told);
    clearTimeout(waits);
    waits = setTimeout(save, AFTER);
  });
  form.addEventListener("submit", () => {
    leaves = true;
    clearTimeout(waits);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden || leaves || !waits) return;
    clearTimeout(waits);
    save();
  });
}
