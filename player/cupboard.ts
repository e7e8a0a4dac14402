import { promisifyRequest } from "idb-keyval";

const storeName = "keyval";
/** An open that neither succeeds nor fails was seen on damaged disks (attacks.md §4.3). */
const openMs = 5000;

/**
 * Keys and values that survive a power cut, in one IndexedDB store. Where that cannot be opened or written, memory
 * takes over for the rest of this boot, and `durable` says so. Every write is one transaction: whole or not at all.
 */
export class Cupboard {
  private readonly name: string;
  private opening: Promise<IDBDatabase> | undefined;
  /** Once a write has failed, what is newer than the disk; `undefined` as a value means dropped. */
  private memory: Map<string, unknown> | undefined;

  /** The store does not open at all in this boot. */
  private shut = false;
  private failed = false;

  constructor(name: string) {
    this.name = name;
  }

  get durable(): boolean {
    return this.memory === undefined;
  }

  async get(key: string): Promise<unknown> {
    return (await this.getMany([key]))[0];
  }

  /** Values in the order of `keys`; `undefined` where there is none. */
  async getMany(keys: readonly string[]): Promise<unknown[]> {
    // A row whose file is gone reads as an error for ever; it is as good as absent, and fetched again.
    const stored = await this.attempt<unknown[]>([], (open) => {
      const store = open("readonly");
      return Promise.all(keys.map((key) => promisifyRequest<unknown>(store.get(key))));
    });
    return keys.map((key, at) => (this.memory?.has(key) ? this.memory.get(key) : stored[at]));
  }

  /** Keys that start with `prefix`, in order. */
  async keys(prefix: string, limit = Number.MAX_SAFE_INTEGER): Promise<string[]> {
    const stored = await this.attempt<IDBValidKey[]>([], (store) =>
      promisifyRequest(store("readonly").getAllKeys(startingWith(prefix))),
    );
    const keys = new Set(stored.filter((key) => typeof key === "string"));
    for (const [key, value] of this.memory ?? []) {
      if (value === undefined) keys.delete(key);
      else if (key.startsWith(prefix)) keys.add(key);
    }
    return [...keys].sort().slice(0, limit);
  }

  /** Puts and drops together: after a crash either all of it is there, or none. */
  async write(puts: readonly (readonly [string, unknown])[], drops: readonly string[] = []): Promise<void> {
    const done = await this.attempt(false, async (open) => {
      const store = open("readwrite");
      try {
        for (const [key, value] of puts) store.put(value, key);
        for (const key of drops) store.delete(key);
      } catch (error) {
        // What was put before it would be committed without it.
        store.transaction.abort();
        throw error;
      }
      const finished = promisifyRequest(store.transaction);
      // A page that is being closed does not live to see a transaction commit by itself.
      store.transaction.commit?.();
      await finished;
      return true;
    });
    if (done) return;
    this.memory ??= new Map();
    for (const [key, value] of puts) this.memory.set(key, value);
    for (const key of drops) this.memory.set(key, undefined);
  }

  async close(): Promise<void> {
    const opening = this.opening;
    this.opening = undefined;
    if (opening) (await opening).close();
  }

  /** Does `work` on the disk; answers `otherwise` when it fails twice, and for writing once memory has taken over. */
  private async attempt<T>(
    otherwise: T,
    work: (store: (mode: IDBTransactionMode) => IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    for (let attempt = 0; attempt < 2 && !this.shut; attempt++) {
      const db = await this.database();
      if (!db) continue;
      try {
        return await work((mode) => {
          if (mode === "readwrite" && this.memory) throw new DOMException("Memory has taken over", "ReadOnlyError");
          return db.transaction(storeName, mode, { durability: "strict" }).objectStore(storeName);
        });
      } catch (error) {
        // A value that cannot be stored anywhere is a bug of ours, not a fault of the disk.
        if (!(error instanceof DOMException) || error.name === "DataCloneError") throw error;
        if (error.name === "ReadOnlyError" || error.name === "QuotaExceededError") break;
        // A connection that the browser closed under us opens again.
        if (error.name === "InvalidStateError") this.opening = undefined;
      }
    }
    return otherwise;
  }

  private async database(): Promise<IDBDatabase | undefined> {
    const first = this.opening === undefined;
    const opening = (this.opening ??= this.open());
    try {
      return await opening;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (this.opening === opening) this.opening = undefined;
      // Seen failing by its own caller twice: whoever waits behind must not wait for another time-out each.
      if (first && this.failed) this.shut = true;
      if (first) this.failed = true;
      if (this.shut) this.memory ??= new Map();
      return undefined;
    }
  }

  private async open(): Promise<IDBDatabase> {
    const factory = globalThis.indexedDB as IDBFactory | undefined;
    if (!factory) throw new DOMException("There is no IndexedDB", "NotSupportedError");
    const request = factory.open(this.name);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        request.onsuccess = () => request.result.close();
        reject(new DOMException("The store does not open", "TimeoutError"));
      }, openMs);
    });
    try {
      const db = await Promise.race([promisifyRequest(request), late]);
      const gone = (): void => {
        db.close();
        this.opening = undefined;
      };
      db.onclose = gone;
      db.onversionchange = gone;
      return db;
    } finally {
      clearTimeout(timer);
    }
  }
}

function startingWith(prefix: string): IDBKeyRange {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}
