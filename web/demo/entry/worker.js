// The demo's worker: the same Python and the same pages, behind a clock that the stage moves and a chance that
// draws every coin as in (rehearse.py).
import { serve } from "./home.js";

let ahead = 0; // milliseconds
let waits = () => "";

addEventListener("message", ({ data }) => {
  if (data.clock === undefined) return;
  ahead = data.clock * 1000;
  postMessage({ waits: waits() });
});

serve(
  () => new Date(Date.now() + ahead),
  async (python, home) => {
    const text = await (await fetch("/rehearse.py")).text();
    waits = python.runPython(text)(home.app);
  },
);
