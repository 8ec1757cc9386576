type Server = { dataDir: string; stop(): Promise<void> };

/** What the setup of a run started and its teardown ends; both run in the same process. */
export const testRun: { database?: Server } = ((globalThis as { pdupsTestRun?: object }).pdupsTestRun ??= {});
