/**
 * Returns one value per process. The server script and Next's bundles each load their own copy of a module; what must exist
 * only once (the database pool, the browser, the request's scope) is stored on globalThis by name.
 */
export function sharedInProcess<T>(name: string, make: () => T): T {
  const key = Symbol.for(`pdups.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  store[key] ??= make();
  return store[key];
}
