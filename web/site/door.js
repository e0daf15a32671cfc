// Requests to the worker, and what the worker tells in between.
const { handhold, htmx } = window;
const NEVER = ["hx-redirect", "hx-refresh"]; // either would navigate, end the worker and lock the vault

export function openHome({ offline = true } = {}) {
  const worker = new Worker(handhold.policy.createScriptURL("/worker.js"), { type: "module" });
  const waiting = new Map();
  let last = 0;

  worker.onerror = () => show("broken");
  worker.onmessage = ({ data }) => {
    if (data.id !== undefined) settle(waiting, data);
    else hear(data, offline);
  };

  async function ask(action, { method = "GET", headers = {}, body = null, signal } = {}) {
    const request = new Request(new URL(action, location.href), { method, headers, body });
    const bytes = body ? await request.arrayBuffer() : null;
    return new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      worker.postMessage({ id, method: request.method, url: request.url, headers: [...request.headers], body: bytes });
    });
  }

  document.addEventListener("htmx:config:request", ({ detail }) => (detail.ctx.fetch = ask));
  handhold.ask = ask;
  // Terminating the worker is what drops the keys; asking Python to forget them would not.
  handhold.leaving = () => ask("/leave", { method: "POST" });
  handhold.left = () => worker.terminate();
  return { worker, ask, opened: first(ask) };
}

function settle(waiting, { id, status, url, headers, body }) {
  const { resolve } = waiting.get(id) ?? {};
  waiting.delete(id);
  const kept = headers.filter(([name]) => !NEVER.includes(name));
  const response = new Response(status === 204 || status === 304 ? null : body, { status, headers: kept });
  // htmx asks a response for its URL to know where a redirect has led.
  Object.defineProperty(response, "url", { value: url });
  resolve?.(response);
}

function hear(told, offline) {
  if (told.ready !== undefined) {
    document.documentElement.dataset.ready = told.plain ? "plain" : "snapshot";
    performance.mark("python");
    if (offline) keepOffline();
  } else if (told.elsewhere) show("elsewhere");
  else if (told.failed) show("broken");
  else if (told.kept) navigator.storage?.persist?.();
  else if (told.erased) forgetOffline();
}

// The first page: what an invitation brought is posted, never shown in an address.
async function first(ask) {
  const fragment = handhold.arrival();
  if (fragment) {
    const body = new URLSearchParams({ fragment });
    await htmx.ajax("POST", "/arrive", { ...page(), values: Object.fromEntries(body), replace: "true" });
  } else {
    await htmx.ajax("GET", location.pathname + location.search, page());
  }
  performance.mark("page");
}

const page = () => ({ source: document.body, target: "#app", select: "#app", swap: "outerSync" });

function show(name) {
  const found = document.getElementById(name).content.cloneNode(true);
  found.querySelector("[data-again]").onclick = () => location.reload();
  document.getElementById("app").replaceChildren(found);
}

async function keepOffline() {
  if (!navigator.serviceWorker) return;
  const kept = await navigator.serviceWorker.register(handhold.policy.createScriptURL("/service-worker.js"), {
    updateViaCache: "none",
  });
  document.documentElement.dataset.offline = (await navigator.serviceWorker.ready) && kept ? "yes" : "no";
}

async function forgetOffline() {
  for (const kept of (await navigator.serviceWorker?.getRegistrations()) ?? []) await kept.unregister();
}
