// The vault's place in IndexedDB: two slots and one generation number, each write one strict transaction.
// "Strict" because the usual kind tells of success before the bytes are on the disk: a crash after sending
// would roll back what was said. Nothing may be awaited inside a transaction, or it commits itself.
const NAME = "handhold";
const STORE = "shelf";
const CLOSED = ["InvalidStateError", "AbortError"];
const [GENERATION, SLOTS] = ["generation", ["slot0", "slot1"]];

export function openShelf(tell) {
  let opening;
  const database = () => (opening ??= open());
  // A connection left open would hold up a later erasing.
  const close = () => {
    opening?.then((held) => held.close(), () => undefined);
    opening = undefined;
  };

  // A browser that clears the site closes the database under us: opened once more, it is there, and empty.
  async function transaction(mode, work) {
    try {
      return await inTransaction(await database(), mode, work);
    } catch (error) {
      close();
      if (!CLOSED.includes(error?.name)) throw error;
      return inTransaction(await database(), mode, work);
    }
  }

  async function read() {
    const found = await transaction("readonly", (store, done) => {
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
      return await transaction("readwrite", (store, done) => {
        const kept = store.get(GENERATION);
        kept.onsuccess = () => (kept.result === expected ? put(store) : done("stale"));
      });
    } catch (error) {
      return `room: ${error?.name ?? error}`;
    }
  }

  async function erase() {
    await transaction("readwrite", (store) => store.clear());
    close();
    await finished(indexedDB.deleteDatabase(NAME));
    for (const name of await caches.keys()) await caches.delete(name);
    tell({ erased: true });
  }

  return { read, write, create, erase };
}

function open() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return finished(opening).then((database) => {
    database.onversionchange = () => database.close();
    return database;
  });
}

function inTransaction(database, mode, work) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const over = new AbortController();
    let outcome;
    transaction.oncomplete = () => (over.abort(), resolve(outcome));
    transaction.onabort = () => (over.abort(), reject(transaction.error ?? new Error("aborted")));
    // A database closed under its transaction may end it without a word.
    const closed = () => reject(new DOMException("closed", "InvalidStateError"));
    database.addEventListener("close", closed, { signal: over.signal });
    work(transaction.objectStore(STORE), (value) => (outcome = value));
  });
}

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
