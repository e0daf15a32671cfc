// Python, from the memory snapshot; when that does not load, from the bundle, a few seconds slower.
import { loadPyodide } from "./pyodide/pyodide.mjs";
import create from "./pyodide/pyodide.asm.mjs";

const PAGE = 65536;
const IMAGE = __IMAGE_SIZE__; // bytes, written here by the build
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

// The image is fetched while the WebAssembly compiles, into room that Pyodide was given beforehand: it looks
// at it only when the module is there. Memory starts at 30 MiB, so it has to grow before a larger image goes in.
async function restored() {
  const image = new Uint8Array(IMAGE);
  const filled = fetched("/app.snapshot").then(async (found) => image.set(new Uint8Array(await found.arrayBuffer())));
  const createPyodideModule = async (given) => {
    const [module] = await Promise.all([create(given), filled]);
    if (IMAGE > module.HEAP8.length) module._emscripten_resize_heap(Math.ceil(IMAGE / PAGE) * PAGE);
    return module;
  };
  return loadPyodide({ ...settings(), _loadSnapshot: image, createPyodideModule });
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
