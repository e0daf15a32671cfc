// What every page needs, in both homes: the one Trusted Types policy, htmx kept from building code out of
// strings, links that must not take this page away, Leave, and the cover.
"use strict";
{
  const NOWHERE = "/static/blank.html";
  const FLUSH = 2000; // the longest that leaving waits for what is still to be sent
  const THREE_SHIFTS = 5000;
  const OURS = ["/worker.js", "/service-worker.js"];

  const refuse = () => {
    throw new TypeError("no code out of strings");
  };
  const policy = trustedTypes.createPolicy("handhold", {
    createHTML: (markup) => markup,
    createScript: refuse,
    createScriptURL: (url) => (OURS.includes(url) ? url : refuse()),
  });
  const handhold = (window.handhold ??= {});
  handhold.policy = policy;

  htmx.registerExtension("handhold", {
    init: (api) => api.initSecurity(policy, refuse, refuse),
  });

  // A link to elsewhere opens beside this page: going there would end the worker and lock the vault.
  addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest?.("a[href]");
      if (!link || link.origin === location.origin || !link.protocol.startsWith("http")) return;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    },
    true,
  );

  // A page that was refused (4xx) is no place to come back to, and the same place twice is one place.
  document.addEventListener("htmx:before:history:update", (event) => {
    const { history: step, response } = event.detail;
    if (response.status >= 400) event.preventDefault();
    else if (step.path === location.pathname + location.search) step.type = "replace";
  });

  // After a page has come, the reader stands at its beginning, not on a button that is gone.
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (detail.ctx.target?.id !== "app" || document.activeElement !== document.body) return;
    const heading = document.querySelector("#app h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  });

  // Marks lie under the words they mark: they go when these change, and come again after a pause.
  const under = ({ target }) =>
    target.matches?.(".layers textarea") ? document.getElementById("under") : null;
  addEventListener("input", (event) => under(event)?.replaceChildren());
  addEventListener("scroll", (event) => {
    const sheet = under(event);
    if (sheet) sheet.scrollTop = event.target.scrollTop;
  }, true);

  // Leave: cover at once, let what waits be sent behind the cover, end everything, and leave an empty page
  // in the place of every page of ours that Back could reach.
  let leaving = false;
  handhold.leave = async () => {
    if (leaving) return;
    leaving = true;
    document.body.classList.add("gone");
    document.title = "";
    const flushed = Promise.resolve(handhold.leaving?.()).catch(() => {});
    await Promise.race([flushed, new Promise((resolve) => setTimeout(resolve, FLUSH))]);
    handhold.left?.();
    await goToFirst();
    history.replaceState(null, "", NOWHERE);
    history.pushState(null, "", NOWHERE);
    location.replace(NOWHERE);
  };
  handhold.leaving = () => fetch("/leave", { method: "POST", keepalive: true });
  document.addEventListener("htmx:before:history:restore", (event) => leaving && event.preventDefault());

  function goToFirst() {
    const first = window.navigation?.entries().find((entry) => entry.sameDocument);
    if (!first || first.key === navigation.currentEntry.key) return undefined;
    return navigation.traverseTo(first.key).finished.catch(() => {});
  }

  addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-leave]")) return;
    event.preventDefault();
    event.stopPropagation();
    handhold.leave();
  }, true);

  let shifts = [];
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") shifts = [];
    else if (!event.repeat) shifts = [...shifts, event.timeStamp].slice(-3);
    if (shifts.length === 3 && event.timeStamp - shifts[0] <= THREE_SHIFTS) handhold.leave();
  });

  // Whoever looks over a shoulder when the page loses the eye sees nothing of it.
  const look = () => {
    document.body.classList.toggle("covered", document.hidden || !document.hasFocus());
    document.body.classList.toggle("away", document.hidden);
  };
  addEventListener("blur", look);
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
}
