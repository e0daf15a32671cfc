// The demo's worker: the same Python, the same doors, and a clock that the stage moves.
import { serve } from "./home.js";

let ahead = 0; // milliseconds
addEventListener("message", ({ data }) => {
  if (data.clock !== undefined) ahead = data.clock * 1000;
});
serve(() => new Date(Date.now() + ahead));
