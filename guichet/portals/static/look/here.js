// Says every minute that this file is open here, and shows who else has it open. Without it the page says who was there when it was loaded.
const form = document.querySelector("form[data-here]");
const place = document.querySelector("[data-present]");
const EVERY = 60000;

async function tell() {
  if (document.hidden) return;
  const asked = { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error" };
  const answer = await fetch(form.action, asked).catch(() => null);
  if (answer?.status !== 200) return;
  const told = await answer.text();
  if (told !== place.told) {
    place.told = told;
    place.innerHTML = told; // a piece of a page of our own, escaped by its template
  }
}

if (form) {
  tell();
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
}
