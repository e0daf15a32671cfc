// Two phones side by side, the relay's belongings between them, and one clock for both.
// What a phone is told and tells is in the demo's main.js and hands.js; GET /seen tells what the relay holds and passed on, as
// {held: [{what, bytes}, …], passed: [the same, newest first]}.
const SIDES = ["left", "right"];
const MORNING = 6;
const MOST_JUMPS = 60;

const phones = new Map(SIDES.map((side) => [side, document.getElementById(side)]));
const origin = (side) => `${location.protocol}//${side}.${location.host}`;
let ahead = Number(sessionStorage.ahead ?? 0); // seconds

for (const [side, phone] of phones) phone.src = `${origin(side)}/`;
// Both phones have said that they are up, and show the time of this page.
export const ready = new Promise((resolve) => {
  const up = new Set();
  addEventListener("message", ({ data, origin: from }) => {
    if (!data?.ready || !SIDES.some((side) => origin(side) === from)) return;
    if (up.add(from).size === SIDES.length) move(ahead).then(resolve);
  });
});

// Both clocks are moved before either phone is asked again. Answers what the phones still wait for.
export async function move(seconds) {
  ahead = sessionStorage.ahead = seconds;
  show();
  return Promise.all(SIDES.map((side) => tell(side, { clock: seconds })));
}

const tell = (side, message) => ask(side, message, "clock").then(({ waits }) => waits);

// Tells a phone something, and waits for the answer with the same `key`.
export function ask(side, message, key) {
  const phone = phones.get(side).contentWindow;
  return new Promise((resolve) => {
    const hear = ({ data, source }) => {
      if (source !== phone || data[key] !== message[key]) return;
      removeEventListener("message", hear);
      resolve(data);
    };
    addEventListener("message", hear);
    phone.postMessage(message, origin(side));
  });
}

const now = () => new Date(Date.now() + ahead * 1000);
const until = (date) => ahead + Math.ceil((date - now()) / 1000);

function nextMorning() {
  const morning = now();
  morning.setHours(MORNING, 0, 1, 0);
  if (morning <= now()) morning.setDate(morning.getDate() + 1);
  return morning;
}

export const untilMorning = () => move(until(nextMorning()));

export async function settle() {
  let waits = await move(ahead);
  for (let jump = 0; jump < MOST_JUMPS && waits.some(Boolean); jump++) {
    const [first] = waits.filter(Boolean).map((due) => new Date(due)).sort((one, two) => one - two);
    waits = await move(Math.max(ahead + 1, until(first) + 1));
  }
}

function show() {
  const clock = document.getElementById("clock");
  clock.dateTime = now().toISOString();
  clock.textContent = now().toLocaleString([], { weekday: "long", day: "numeric", month: "long",
    hour: "2-digit", minute: "2-digit" });
}

// What the relay stores and what has just gone through it, as it sees them.
async function look() {
  const found = await fetch("/seen").catch(() => undefined);
  if (!found?.ok) return;
  const { held, passed } = await found.json();
  list("held", held, "Nothing.");
  list("passed", passed, "Nothing yet.");
}

function list(id, rows, none) {
  const items = rows.length ? rows : [{ what: none, bytes: "" }];
  const lines = items.map(({ what, bytes }) => {
    const line = document.createElement("li");
    line.append(what, " ", Object.assign(document.createElement("code"), { textContent: bytes }));
    return line;
  });
  document.getElementById(id).replaceChildren(...lines);
}

async function working(button, work) {
  button.disabled = true;
  await work();
  button.disabled = false;
}

const [morning, settled] = ["morning", "settled"].map((id) => document.getElementById(id));
morning.onclick = () => working(morning, untilMorning);
settled.onclick = () => working(settled, settle);
setInterval(look, 1000);
setInterval(show, 1000);
look();
show();
