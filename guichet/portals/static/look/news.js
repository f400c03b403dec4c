// Says what was written in the file while its page is open. Without it, an act that was overtaken still shows what happened meanwhile.
const place = document.querySelector("[data-news]");
const EVERY = 30000;

async function ask() {
  if (document.hidden) return;
  const answer = await fetch(place.dataset.news, { redirect: "error" }).catch(() => null);
  if (answer?.status !== 200) return;
  const told = await answer.text();
  if (told !== place.told) {
    place.told = told;
    place.innerHTML = told; // a piece of a page of our own, escaped by its template
  }
}

if (place) {
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}
