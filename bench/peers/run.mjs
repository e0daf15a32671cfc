// Runs one linter over messages: {"id", "text"} a line in; the seconds it took and what it flagged, out.
//   node run.mjs alex|write-good < messages.jsonl
import { readFileSync } from "node:fs";

const linters = {
  alex: async () => {
    const { text } = await import("alex");
    return (message) => text(message).messages.length > 0;
  },
  "write-good": async () => {
    const { default: writeGood } = await import("write-good");
    return (message) => writeGood(message).length > 0;
  },
};

const flags = await linters[process.argv[2]]();
const messages = readFileSync(0, "utf8").trim().split("\n").map((line) => JSON.parse(line));
for (const { text } of messages.slice(0, 50)) flags(text); // warm
const began = performance.now();
const flagged = messages.filter(({ text }) => flags(text)).map(({ id }) => id);
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, flagged }));
