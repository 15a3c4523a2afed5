const STORE = 'session';

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  return (opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('errand', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The browser keeps nothing for this page.'));
  }));
}

/**
 * Reads a value that all tabs share, puts another in its place (`undefined` for none) and answers that. Nobody comes
 * between the two, and the next reader in any tab sees it: localStorage promises neither, since each process of the
 * browser has a copy of its own for a while.
 */
export async function exchange<T>(key: string, next: (now: T | undefined) => T | undefined): Promise<T | undefined> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, 'readwrite');
    const store = transaction.objectStore(STORE);
    const reading = store.get(key) as IDBRequest<T | undefined>;
    let value: T | undefined;
    reading.onsuccess = () => {
      value = next(reading.result);
      if (value === undefined) store.delete(key);
      else store.put(value, key);
    };
    transaction.oncomplete = () => resolve(value);
    transaction.onabort = () => reject(new Error('The browser keeps nothing for this page.'));
  });
}

export function peek<T>(key: string): Promise<T | undefined> {
  return exchange<T>(key, (now) => now);
}
