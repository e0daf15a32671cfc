// Python, from the memory snapshot; when that does not load, from the bundle, a few seconds slower.
import { loadPyodide } from "./pyodide/pyodide.mjs";
import create from "./pyodide/pyodide.asm.mjs";

const PAGE = 65536;
// Pyodide wants a list of the packages that it could fetch: there are none, and nothing is ever fetched.
const NO_PACKAGES = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2" };

export async function python() {
  try {
    return { instance: await restored(), plain: false };
  } catch (error) {
    console.warn("The snapshot did not load; starting from the bundle.", error);
    return { instance: await plain(), plain: true };
  }
}

async function restored() {
  const snapshot = new Uint8Array(await (await fetched("/app.snapshot")).arrayBuffer());
  return loadPyodide({ ...settings(), _loadSnapshot: snapshot, createPyodideModule: roomFor(snapshot.length) });
}

// Memory starts at 30 MiB whatever the image's size, so it has to grow before the image is copied in.
function roomFor(size) {
  return async (given) => {
    const module = await create(given);
    if (size > module.HEAP8.length) module._emscripten_resize_heap(Math.ceil(size / PAGE) * PAGE);
    return module;
  };
}

export async function plain() {
  const [instance, bundle, script] = await Promise.all([
    loadPyodide({ ...settings(), createPyodideModule: create }),
    fetched("/app.zip").then((found) => found.arrayBuffer()),
    fetched("/image.py").then((found) => found.text()),
  ]);
  instance.FS.writeFile("/app.zip", new Uint8Array(bundle));
  instance.runPython(script);
  instance.runPython('load("/app.zip")');
  return instance;
}

async function fetched(path) {
  const found = await fetch(path);
  if (!found.ok) throw new Error(`${path}: ${found.status}`);
  return found;
}

function settings() {
  const indexURL = new URL("./pyodide/", import.meta.url).href;
  return { indexURL, lockFileContents: { info: NO_PACKAGES, packages: {} }, packageBaseUrl: indexURL };
}
