// Reads the code of a decision with the camera, where the browser can. Without it the code is typed: nothing else changes.
const place = document.querySelector("[data-scan]");
const input = place && document.getElementById(place.dataset.scan);
const CODE = /(?:^|[/#=])([2-9A-HJ-NP-Z]{10}(?:[2-9A-HJ-NP-Z]{2})?)$/; // the code for the commune, or that of the QR of the decision

if (input && "BarcodeDetector" in window && navigator.mediaDevices) offer();

async function offer() {
  const known = await BarcodeDetector.getSupportedFormats();
  if (!known.includes("qr_code")) return;
  const button = made("button", { type: "button", className: "govuk-button govuk-button--secondary", textContent: place.dataset.start });
  const told = made("p", { className: "g-meta" });
  told.setAttribute("role", "status");
  place.append(button, told);
  place.hidden = false;
  let stop = null;
  button.addEventListener("click", async () => {
    if (stop) return stop();
    told.textContent = "";
    try {
      stop = await look(told, () => { stop = null; button.textContent = place.dataset.start; });
      button.textContent = place.dataset.stop;
    } catch {
      told.textContent = place.dataset.refused; // no camera, or the person said no
    }
  });
}

async function look(told, ended) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const video = made("video", { muted: true, autoplay: true, playsInline: true, className: "g-scan" });
  video.setAttribute("aria-hidden", "true");
  video.srcObject = stream;
  place.append(video);
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let open = true;
  const stop = () => {
    open = false;
    stream.getTracks().forEach((track) => track.stop());
    video.remove();
    ended();
  };
  const next = async () => {
    if (!open) return;
    for (const found of video.readyState > 1 ? await detector.detect(video) : []) {
      const code = CODE.exec(found.rawValue.trim().toUpperCase());
      if (code) {
        input.value = code[1];
        told.textContent = place.dataset.found;
        stop();
        return input.focus();
      }
      told.textContent = place.dataset.other;
    }
    setTimeout(next, 200);
  };
  next();
  return stop;
}

function made(tag, values) {
  return Object.assign(document.createElement(tag), values);
}
