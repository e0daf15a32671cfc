// The vault's place in IndexedDB: two slots and one generation number, each write one strict transaction.
// "Strict" because the usual kind tells of success before the bytes are on the disk: a crash after sending
// would roll back what was said. Nothing may be awaited inside a transaction, or it commits itself.
const NAME = "handhold";
const STORE = "shelf";
const [GENERATION, SLOTS] = ["generation", ["slot0", "slot1"]];

export function openShelf(tell) {
  let opening;
  const database = () => (opening ??= open());

  async function read() {
    const found = await inTransaction(await database(), "readonly", (store, done) => {
      const wanted = [GENERATION, ...SLOTS].map((name) => store.get(name));
      wanted.at(-1).onsuccess = () => done(wanted.map((request) => request.result));
    });
    return found[0] === undefined ? undefined : found;
  }

  function write(slot, sealed, generation) {
    return change(generation, (store) => {
      store.put(sealed, SLOTS[slot]);
      store.put(generation + 1, GENERATION);
    });
  }

  async function create(generation, first, second) {
    const refusal = await change(undefined, (store) => {
      store.put(first, SLOTS[0]);
      store.put(second, SLOTS[1]);
      store.put(generation, GENERATION);
    });
    if (!refusal) tell({ kept: true });
    return refusal;
  }

  // `put` happens in the very transaction that has compared the generation.
  async function change(expected, put) {
    try {
      return await inTransaction(await database(), "readwrite", (store, done) => {
        const kept = store.get(GENERATION);
        kept.onsuccess = () => (kept.result === expected ? put(store) : done("stale"));
      });
    } catch (error) {
      opening = undefined;
      return `room: ${error?.name ?? error}`;
    }
  }

  async function erase() {
    const held = await database();
    await inTransaction(held, "readwrite", (store) => store.clear());
    held.close();
    opening = undefined;
    await finished(indexedDB.deleteDatabase(NAME));
    for (const name of await caches.keys()) await caches.delete(name);
    tell({ erased: true });
  }

  return { read, write, create, erase };
}

function open() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return finished(opening);
}

function inTransaction(database, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    let outcome;
    transaction.oncomplete = () => resolve(outcome);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    work(transaction.objectStore(STORE), (value) => (outcome = value));
  });
}

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
