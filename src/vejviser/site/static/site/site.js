// SPDX-License-Identifier: EUPL-1.2
// Improvements only: every page works without this file.
"use strict";

// The pages demand trusted types. Parts of pages that htmx fetches are our own server's; such a part never holds one of these
// elements, so one that does is not put into the page. Text that a script could be made of is never trusted: no such rule exists.
const foreign = /<(?:script|iframe|object|embed|base|link|meta|style)\b/i;
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", { createHTML: (text) => (foreign.test(text) ? null : text) });
}

document.addEventListener("DOMContentLoaded", () => {
  // A form that came back: the list of what to mend is the first thing met.
  document.getElementById("error-summary")?.focus();
  // A second press on a button within three seconds sends nothing; later ones do, since the first may have been lost on the way.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 3000);
  });
});
