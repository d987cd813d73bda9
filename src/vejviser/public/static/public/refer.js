// SPDX-License-Identifier: EUPL-1.2
// Makes the contact form kinder where scripts run: a second tap clears a choice, lengths are counted, and a broken line loses nothing.
// Without this file everything works by the browser alone.
"use strict";

(() => {
  const RETRIES = 3;
  const WAIT = 2000;
  const SENDING = ["send", "ring", "new_counts"];

  // A choice that is tapped again is taken back: what is not known stays unanswered.
  let chosenBefore = null;
  document.addEventListener("pointerdown", (event) => {
    const label = event.target instanceof Element ? event.target.closest(".choices label") : null;
    const input = label ? document.getElementById(label.htmlFor) : null;
    chosenBefore = input && input.type === "radio" && input.checked ? input : null;
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLInputElement && event.target === chosenBefore) {
      chosenBefore.checked = false;
      chosenBefore = null;
    }
  });
  document.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.key !== " " || !(input instanceof HTMLInputElement) || input.type !== "radio" || !input.checked) return;
    event.preventDefault();
    input.checked = false;
  });

  for (const field of document.querySelectorAll("[data-length]")) {
    const remark = document.getElementById(`remark-${field.id}`);
    if (!remark) continue;
    field.addEventListener("input", () => {
      const over = field.value.length > Number(field.dataset.length);
      remark.textContent = over ? remark.dataset.long.replace("{length}", field.value.length).replace("{limit}", field.dataset.length) : "";
    });
  }

  function hidden(form, name, value) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
    return input;
  }

  // The number that a mail brought stands behind the address of the page; it is taken out of there and sent with the code.
  const number = /^#(\d{6})$/.exec(location.hash);
  const code = document.getElementById("code");
  if (number && code) {
    history.replaceState(null, "", location.pathname);
    hidden(code.form, "number", number[1]);
  }

  const pause = () => new Promise((done) => setTimeout(done, WAIT));

  // What was sent again is the same sending: the server keeps it once.
  async function sent(form, body) {
    for (let tried = 0; tried <= RETRIES; tried += 1) {
      if (tried) await pause();
      try {
        const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", cache: "no-store" });
        if (answer.status < 500) return answer;
      } catch {
        // The line is broken.
      }
    }
    return null;
  }

  function tell(form) {
    let line = document.getElementById("not-sent");
    if (!line) {
      line = document.createElement("p");
      line.id = "not-sent";
      line.className = "alert alert-error refer-alert";
      line.setAttribute("role", "alert");
      line.tabIndex = -1;
      form.before(line);
    }
    line.textContent = form.dataset.notSent.replace("{number}", form.dataset.number);
    line.focus();
  }

  let busy = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const step = event.submitter ? event.submitter.value : "";
    if (!form.dataset.notSent || !SENDING.includes(step)) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    const body = new URLSearchParams(new FormData(form, event.submitter));
    body.set("quiet", "1");
    const answer = await sent(form, body);
    form.removeAttribute("aria-busy");
    busy = false;
    if (!answer) return tell(form);
    const kept = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? (await answer.json()).sent : "";
    if (kept) hidden(form, "sent", kept);
    hidden(form, "go", kept ? "sent" : step);
    form.submit();
  });
})();
