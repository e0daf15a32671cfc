// The stage may play a chapter on this phone: it taps what a person would tap, by the words they would see.
//
//   from the stage   {id, open: path} · {id, type: name, value} · {id, tap: label} · {id}
//   to the stage     {id, text}       the words of the page, once it is at rest
//                    {id, lost}       there is no such field or label
const REST = 40; // milliseconds
const BEGIN = 25; // rests, in which a tap begins its request, if it makes one: two phones share one computer
const PATIENCE = 250; // rests, until what is to be tapped must have come: making a vault takes a while
const app = () => document.getElementById("app");
const plain = (text) => text.replace(/\s+/g, " ").trim();
const words = (node) => plain(node.textContent);
const underWay = new Set(); // requests; not a number, since the first page's may have begun before we look
let begun = 0;

export function lendHands(stage) {
  document.addEventListener("htmx:before:request", ({ detail }) => (underWay.add(detail.ctx), begun++));
  document.addEventListener("htmx:finally:request", ({ detail }) => underWay.delete(detail.ctx));
  addEventListener("message", async ({ data, origin, source }) => {
    if (origin !== stage || source !== parent || data?.id === undefined) return;
    const done = (answer) => parent.postMessage({ id: data.id, ...answer }, stage);
    const before = begun;
    if (!(await once(() => act(data)))) return done({ lost: data.tap ?? data.type });
    for (let rest = 0; data.tap && begun === before && rest < BEGIN; rest++) await pause();
    await atRest();
    done({ text: plain(app().innerText) });
  });
}

async function once(work) {
  for (let rest = 0; rest < PATIENCE; rest++) {
    if ((await work()) !== false) return true;
    await pause();
  }
  return false;
}

async function act({ open, type, value, tap }) {
  if (open) {
    await htmx.ajax("GET", open, { source: document.body, target: "#app", select: "#app", swap: "outerSync", push: open });
    return true;
  }
  if (type) return fill(app().querySelector(`[name="${type}"]`), value);
  return tap ? press(tap) : true;
}

function fill(field, value) {
  if (!field) return false;
  if (field.type === "checkbox") field.checked = true;
  else field.value = value;
  return true;
}

function press(label) {
  for (const fold of app().querySelectorAll("details")) fold.open ||= words(fold).includes(label);
  const all = [...app().querySelectorAll("a, button")];
  const found =
    all.find((one) => words(one.querySelector(".label") ?? one) === label) ??
    all.find((one) => words(one).startsWith(`${label} `));
  found?.click();
  return Boolean(found);
}

async function atRest() {
  do await pause();
  while (underWay.size);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, REST));
