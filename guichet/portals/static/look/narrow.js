// Long lists can be narrowed by typing a part of a name. Without a script the list alone is there, whole.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const list of document.querySelectorAll("select[data-narrow]")) {
  const whole = [...list.options];
  const box = document.createElement("input");
  const label = document.createElement("label");
  const told = document.createElement("p");
  box.id = `${list.id}-narrow`;
  box.className = "govuk-input";
  box.autocomplete = "off";
  box.spellcheck = false;
  label.htmlFor = box.id;
  label.className = "govuk-hint g-narrower";
  label.textContent = list.dataset.narrow;
  told.className = "g-meta";
  told.setAttribute("role", "status");
  list.before(label, box, told);
  box.addEventListener("input", () => {
    const words = plain(box.value).split(/\s+/);
    const fitting = whole.filter((one) => !one.value || one.selected || words.every((word) => plain(one.text).includes(word)));
    const chosen = list.value;
    list.replaceChildren(...fitting);
    list.value = chosen;
    told.textContent = box.value ? list.dataset.found.replace("%n", fitting.filter((one) => one.value).length) : "";
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    list.focus();
  });
}
