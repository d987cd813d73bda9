// SPDX-License-Identifier: EUPL-1.2
// Leaves the page at once: by the button, by Esc, or by Shift pressed three times. Without this file the button is a link.
"use strict";

const button = document.getElementById("leave");
let presses = 0;
let lastPress = 0;

// Blank first: the other page may take long to come. `replace` puts it where this page stood in the history of the window.
function leave() {
  document.documentElement.hidden = true;
  document.title = " ";
  window.location.replace(button.href);
}

button?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener("keydown", (event) => {
  // Esc also ends the writing of a letter in many scripts; that is no wish to leave.
  if (event.isComposing) return;
  if (event.key === "Escape") return leave();
  if (event.key !== "Shift" || event.repeat) {
    presses = 0;
    return;
  }
  presses = event.timeStamp - lastPress < 2000 ? presses + 1 : 1;
  lastPress = event.timeStamp;
  if (presses === 3) leave();
});

// A page that a browser kept for its back button would come back as it was: it is asked for again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
