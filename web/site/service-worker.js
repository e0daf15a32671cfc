// Keeps one whole version of the app on this device. After the first visit nothing is fetched any more, so
// whoever serves the app cannot see what is read. An update comes as a whole and waits until the app is closed:
// nobody's evening changes its version in between.
"use strict";
const SITE = __SITE__;
const CACHE = `handhold-${SITE.version}`;

const integrity = (hex) => `sha256-${btoa(String.fromCharCode(...hex.match(/../g).map((byte) => parseInt(byte, 16))))}`;

async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    Object.entries(SITE.assets).map(async ([path, hash]) => {
      const found = await fetch(new Request(path, { cache: "no-cache", integrity: integrity(hash) }));
      if (!found.ok) throw new Error(`${path}: ${found.status}`);
      await cache.put(path, found);
    }),
  );
}

async function forgetOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith("handhold-") && name !== CACHE) await caches.delete(name);
  }
}

async function answer(request) {
  const { pathname } = new URL(request.url);
  const path = SITE.assets[pathname] ? pathname : "/index.html";
  if (path !== pathname && request.mode !== "navigate") return new Response("", { status: 404 });
  return (await caches.match(path, { cacheName: CACHE })) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { origin } = new URL(event.request.url);
  if (origin === location.origin && event.request.method === "GET") event.respondWith(answer(event.request));
});
