// A form with data-waiting whose answer takes its time: says so, and takes no second press. The page works without it.
(() => {
  "use strict";

  const LATE = 400; // a quick answer needs no words

  for (const form of document.querySelectorAll("form[data-waiting]")) {
    const status = document.createElement("div");
    status.setAttribute("role", "status");
    form.append(status);
    let timer = 0, isSent = false;
    const say = (words) => {
      status.className = words && "govuk-body govuk-!-margin-top-3 govuk-!-margin-bottom-0";
      status.textContent = words;
    };
    form.addEventListener("submit", (event) => {
      if (isSent) event.preventDefault();
      else timer = setTimeout(say, LATE, form.dataset.waiting);
      isSent = true;
    });
    const again = () => {
      clearTimeout(timer);
      say("");
      isSent = false;
    };
    form.addEventListener("input", again); // who stopped it, and sends something else
    addEventListener("pageshow", (event) => event.persisted && again()); // back on a page that the browser kept
  }
})();
