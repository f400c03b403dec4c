// Sends chosen files in parts as soon as they are chosen: progress, cancel, and on after a cut. Without it the form sends them whole.
const form = document.querySelector("form[data-parcels]");
const queue = [];
let running = false;
let leaving = false;

class Refused extends Error {}

if (form) {
  const words = form.dataset;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "govuk-visually-hidden";
  form.append(status);

  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  async function ask(path, body) {
    const answer = await fetch(path, { method: "POST", headers: { "X-CSRFToken": token() }, body, redirect: "manual" });
    if (answer.type === "opaqueredirect") throw new Refused(words.signedOut);
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw answer.status >= 500 ? new Error("later") : new Refused(told.error || words.notSent);
    return told;
  }

  async function patiently(row, action) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await action();
      } catch (problem) {
        if (problem instanceof Refused || row.cancelled || attempt > 40) throw problem;
        row.say(words.cut);
        await pause(Math.min(2 ** attempt, 15));
      }
    }
  }

  async function send(row) {
    const { file, evidence } = row;
    const about = () => new URLSearchParams({ evidence, name: file.name, size: file.size, changed: file.lastModified });
    const begin = () => ask(words.parcels, about());
    let { parcel, here, part } = await patiently(row, begin);
    while (here < file.size && !row.cancelled) {
      row.progress(here);
      const content = file.slice(here, here + part);
      ({ here } = await patiently(row, () => ask(`${words.parcels}/${parcel}?start=${here}`, content)));
    }
    if (row.cancelled) return;
    row.progress(file.size);
    row.say(words.checking);
    await patiently(row, () => ask(`${words.parcels}/${parcel}/keep`, new URLSearchParams()));
    row.done(words.kept);
  }

  function shown(input, file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("progress");
    const said = document.createElement("span");
    const stop = document.createElement("button");
    item.className = "g-upload";
    name.className = "g-upload__name";
    name.textContent = file.name;
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    said.className = "g-meta";
    said.textContent = words.waiting;
    stop.type = "button";
    stop.className = "g-linklike";
    stop.textContent = words.cancel;
    const hidden = document.createElement("span");
    hidden.className = "govuk-visually-hidden";
    hidden.textContent = ` ${file.name}`;
    stop.append(hidden);
    item.append(name, stop, bar, said);
    list(input).append(item);
    const row = {
      file,
      evidence: input.name.replace("file-", ""),
      cancelled: false,
      say: (text) => (said.textContent = text),
      progress(bytes) {
        bar.value = bytes;
        said.textContent = `${Math.floor((100 * bytes) / (file.size || 1))} %`;
      },
      done(text) {
        bar.remove();
        stop.remove();
        said.textContent = text;
        status.textContent = `${file.name}: ${text}`;
      },
      refuse(text) {
        row.done(text);
        item.classList.add("g-upload--refused");
        stop.firstChild.data = words.seen;
        stop.onclick = () => {
          item.remove();
          input.focus();
        };
        name.after(stop);
      },
    };
    stop.onclick = () => {
      row.cancelled = true;
      row.done(words.cancelled);
    };
    return row;
  }

  function list(input) {
    const group = input.closest(".govuk-form-group");
    let found = group.querySelector(".g-uploads");
    if (!found) {
      found = document.createElement("ul");
      found.className = "g-uploads";
      group.append(found);
    }
    return found;
  }

  async function work() {
    if (running) return;
    running = true;
    while (queue.length) {
      const row = queue.shift();
      if (row.cancelled) continue;
      try {
        await send(row);
      } catch (problem) {
        row.refuse(problem instanceof Refused ? problem.message : words.notSent);
      }
    }
    running = false;
    if (leaving && !stays()) location.assign(form.action);
    leaving = false;
  }

  // A file that was refused keeps the page until its reader has taken its line away: nobody leaves without having seen it.
  function stays() {
    const refused = form.querySelector(".g-upload--refused button");
    if (!refused) return false;
    refused.focus();
    status.textContent = words.refused;
    return true;
  }

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    const chosen = [...input.files];
    input.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true })); // the place to drop files is empty again
    chosen.forEach((file) => queue.push(shown(input, file)));
    work();
  });
  form.addEventListener("submit", (event) => {
    if (!form.querySelector(".g-upload")) return; // nothing was chosen: the page says so
    event.preventDefault();
    leaving = true;
    work();
  });
}
