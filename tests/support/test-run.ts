type Server = { dataDir: string; stop(): Promise<void> };

type TestRun = { database?: Server; product?: Server };

const store = globalThis as { pdupsTestRun?: TestRun };
store.pdupsTestRun ??= {};

/** What a run's setup started and its teardown ends; both run in the same process. */
export const testRun: TestRun = store.pdupsTestRun;
