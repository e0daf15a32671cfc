// The demo's page: as the product's, but nothing is kept for offline, and the stage around it may move the clock.
//
//   from the stage   {clock: seconds}    this phone's clock is that much ahead of the computer's
//   to the stage     {ready: true}       once, when the app is up
//                    {clock, waits}      the clock is moved; `waits`: when the next thing is due, ISO, or null
import { openHome } from "./door.js";
import { lendHands } from "./hands.js";

const { worker, opened } = openHome({ offline: false });
const stage = `${location.protocol}//${location.host.replace(/^[a-z]+\./, "")}`;

addEventListener("message", async ({ data, origin, source }) => {
  if (origin !== stage || source !== parent || typeof data?.clock !== "number") return;
  const waits = await moved(data.clock);
  await htmx.ajax("GET", location.pathname + location.search, { target: "#app", select: "#app", swap: "outerSync" });
  parent.postMessage({ clock: data.clock, waits }, stage);
});

function moved(clock) {
  return new Promise((resolve) => {
    const hear = ({ data }) => {
      if (data.waits === undefined) return;
      worker.removeEventListener("message", hear);
      resolve(data.waits || null);
    };
    worker.addEventListener("message", hear);
    worker.postMessage({ clock });
  });
}

lendHands(stage);
await opened;
parent.postMessage({ ready: true }, stage);
