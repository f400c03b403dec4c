// Pages work without this file; with it, the error summary takes the focus and buttons are not pressed twice.
import { initAll } from "../vendor/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
