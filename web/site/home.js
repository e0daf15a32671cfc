// The home of the companion inside a worker: one lock, the doors, Python, and a queue of requests for it.
//
// In:   {id, method, url, headers: [[name, value]], body: ArrayBuffer | null}
// Out:  {id, status, url, headers, body}    the answer to one request
//       {ready: milliseconds, plain: bool}  Python is up; `plain` when the snapshot did not load
//       {elsewhere: true}                   another tab holds the lock
//       {kept: true} · {erased: true}       something is kept on this device now · nothing is
//       {failed: text}                      Python did not start
import { python } from "./python.js";
import { openRelay } from "./link.js";
import { openShelf } from "./shelf.js";
import { openSodium } from "./sodium.js";

const LOCK = "handhold";
const PATIENCE = 1500; // a page that reloads may still hold the lock for a moment

// `prepare` is called once with Pyodide and the companion, before the first request: the product has nothing to do.
export function serve(now, prepare = () => {}) {
  const home = start(now, prepare);
  home.catch((error) => postMessage({ failed: String(error) }));
  addEventListener("message", async ({ data }) => {
    if (data.id === undefined) return;
    try {
      postMessage(await answer(await home, data));
    } catch (error) {
      postMessage({ id: data.id, status: 500, url: data.url, headers: [], body: null, failed: String(error) });
    }
  });
}

async function start(now, prepare) {
  const began = performance.now();
  // Python may start before the lock is ours, since only the shelf writes, and it waits for this function.
  const [pyodide, sodium, mine] = await Promise.all([python(), openSodium(), holdLock()]);
  if (!mine) {
    postMessage({ elsewhere: true });
    return new Promise(() => {});
  }
  const doors = {
    clock: { now: () => moment(now()) },
    sodium,
    shelf: openShelf((told) => postMessage(told)),
    relay: openRelay(),
    origin: location.origin,
    relayAddress: await relayAddress(),
  };
  const home = await pyodide.instance.pyimport("handhold.browser.start").start(doors);
  await prepare(pyodide.instance, home);
  postMessage({ ready: performance.now() - began, plain: pyodide.plain });
  return home;
}

async function answer(home, { id, method, url, headers, body }) {
  const bytes = body && new Uint8Array(body);
  const [status, place, named, page] = await home.answer(method, url, JSON.stringify(headers), bytes ?? undefined);
  return { id, status, url: place, headers: JSON.parse(named), body: status === 204 ? null : page };
}

// A second tab writing to the same vault would roll the first one back; the generation number is the guard
// behind this one.
function holdLock() {
  return new Promise((resolve) => {
    navigator.locks
      .request(LOCK, { signal: AbortSignal.timeout(PATIENCE) }, () => {
        resolve(true);
        return new Promise(() => {}); // kept until the worker ends
      })
      .catch(() => resolve(false));
  });
}

function moment(date) {
  return [date.getTime(), -date.getTimezoneOffset()];
}

// The relay is another address than this one, or this one when nothing else was said at build time.
async function relayAddress() {
  const { relay } = await (await fetch("/home.json")).json();
  return relay || `${location.origin.replace(/^http/, "ws")}/relay`;
}
