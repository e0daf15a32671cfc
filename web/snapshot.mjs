// Takes the memory snapshot the browser home starts from. Run by build.py:
//   node snapshot.mjs <app.zip> <image.py> <out folder>
//
// The clock stands still and Python's hash seed is fixed, so that two builds of one tree are the same byte
// for byte. Entropy is the machine's own and differs each time: if a secret were ever drawn while the image
// is made, two builds would differ, and a test would see it.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const NOON = Date.UTC(2026, 0, 1, 12);
Date.now = () => NOON;
performance.now = () => 0;
process.hrtime.bigint = () => 0n;

// Node would print the whole of Pyodide's one-line source above the message.
process.on("uncaughtException", ({ message }) => {
  console.error(message);
  process.exit(1);
});

const [zip, script, out] = process.argv.slice(2);
process.argv = ["node", "handhold"]; // else the place of this tree would be in the image
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve("pyodide/package.json"));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));

const pyodide = await loadPyodide({
  indexURL: folder,
  _makeSnapshot: true,
  env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
});
pyodide.FS.writeFile("/app.zip", await readFile(zip));
pyodide.runPython(await readFile(script, "utf8"));
const modules = pyodide.runPython(`make_ready("/app.zip")`);
const image = pyodide.makeMemorySnapshot();
await writeFile(join(out, "modules.json"), modules);
await writeFile(join(out, "app.snapshot"), image);
process.exit(0);
