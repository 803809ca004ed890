// Saves <form data-autosave> while people type. The page works without it; every text comes translated from data- attributes.
(() => {
  "use strict";

  const QUICK = 150, TYPING = 900, LATE = 400, TIMEOUT = 20000;
  const STATES = { 0: "login", 200: "saved", 400: "login", 401: "login", 403: "login", 409: "conflict", 422: "invalid", 429: "offline", 503: "offline", 507: "full" };
  const SWAPPED = new Set(["saved", "conflict", "invalid"]);
  const RETRIED = new Set(["offline", "full"]);
  const policy = window.trustedTypes?.createPolicy("compass", { createHTML: (html) => html }) ?? { createHTML: (html) => html }; // HTML of this server only
  const parse = async (response) => new DOMParser().parseFromString(policy.createHTML(await response.text()), "text/html");

  const swap = (page) => {
    for (const fresh of page.querySelectorAll("[data-swap]")) {
      const old = document.getElementById(fresh.id);
      if (old && !old.contains(document.activeElement)) old.replaceWith(document.importNode(fresh, true));
    }
  };

  // What a save changed elsewhere on the page, for people who do not see it: said once, and not at each save.
  const told = () => [...document.querySelectorAll("[data-announce]")].map((part) => part.dataset.announce).join(" ");

  const start = (form) => {
    const status = document.getElementById("save-status"), help = document.getElementById("save-help");
    const news = document.getElementById("news");
    let known = told();
    let timer = 0, running = null, edits = form.hasAttribute("data-unsaved") ? 1 : 0, stored = 0, tries = 0, leaving = false, extra = false;

    const isSaved = () => edits === stored;

    const say = (state) => {
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      status.textContent = (form.dataset[state] ?? form.dataset.failed).replace("{time}", time);
      status.dataset.state = state;
      help.hidden = state !== "login";
    };

    const announce = () => {
      const fresh = told();
      if (fresh !== known) news.textContent = fresh;
      known = fresh;
    };

    const post = async () => {
      const sent = edits;
      const response = await fetch(form.getAttribute("action"), {
        method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" },
        credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT), keepalive: document.hidden,
      });
      const state = STATES[response.status] ?? "failed";
      if (SWAPPED.has(state)) { swap(await parse(response)); announce(); }
      if (state === "saved") stored = sent;
      return state;
    };

    // After a sign-in in another tab the page holds the token of the old session: fetch a new one, for the same person only.
    const renew = async () => {
      const response = await fetch(location.href, { credentials: "same-origin", signal: AbortSignal.timeout(TIMEOUT) });
      if (response.redirected || response.status === 401) return "login";
      const fresh = (await parse(response)).getElementById(form.id);
      if (!fresh) return "closed";
      if (fresh.dataset.person !== form.dataset.person) return "stranger";
      form.elements.csrf_token.value = fresh.elements.csrf_token.value;
      return "renewed";
    };

    const attempt = async () => {
      const state = await post();
      if (state !== "login") return state;
      const renewed = await renew();
      if (renewed !== "renewed") return renewed;
      const second = await post();
      return second === "login" ? "failed" : second;
    };

    const run = async () => {
      const slow = setTimeout(say, LATE, "saving"); // who hears it hears of a quick save once
      let state;
      try { state = await attempt(); } catch { state = "offline"; }
      clearTimeout(slow);
      say(state);
      if (RETRIED.has(state)) schedule(Math.min(30000, 2000 * 2 ** tries++));
      else tries = 0;
      if (state === "saved" && !isSaved()) schedule(QUICK);
    };

    const save = () => {
      clearTimeout(timer);
      running ??= run().finally(() => { running = null; });
      return running;
    };

    const schedule = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };

    form.addEventListener("input", (event) => {
      if (event.target.closest("[data-not-saved-alone]")) { extra = true; return; } // kept by its own button
      edits += 1;
      schedule(event.target.matches("textarea, input[type=text], input[type=number]") ? TYPING : QUICK);
    });

    // A save under way carries the version that this submit carries too: let it finish, or the page conflicts with itself.
    form.addEventListener("submit", (event) => {
      if (event.submitter?.matches(".cp-default") && !extra) { event.preventDefault(); save(); return; } // Enter in a field saves where it is
      clearTimeout(timer);
      leaving = true;
      if (!running) return;
      event.preventDefault();
      running.finally(() => { clearTimeout(timer); form.requestSubmit(event.submitter); });
    });

    // A link followed just after typing: save first, and stay when that fails.
    document.addEventListener("click", async (event) => {
      const link = event.target.closest("a[href]");
      if (!link || link.target || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (isSaved() || extra || link.getAttribute("href").startsWith("#")) return;
      event.preventDefault();
      while (!isSaved()) {
        await save();
        if (status.dataset.state !== "saved") { status.focus(); return; }
      }
      location.assign(link.href);
    });

    addEventListener("beforeunload", (event) => { if (!leaving && (extra || !isSaved())) event.preventDefault(); });
    // A phone may end a page in the background without asking: what is typed goes first.
    document.addEventListener("visibilitychange", () => { if (document.hidden && !leaving && !isSaved()) save(); });
    addEventListener("pageshow", () => { leaving = false; });
    addEventListener("online", () => { if (status.dataset.state === "offline") save(); });
    addEventListener("focus", () => { if (status.dataset.state === "login") save(); });
    document.getElementById("save-again").addEventListener("click", save);
  };

  for (const form of document.querySelectorAll("form[data-autosave]")) start(form);
})();
