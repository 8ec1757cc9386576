import { sharedInProcess } from './shared';

type Closer = { name: string; close: () => Promise<void> };

const closers = sharedInProcess<Closer[]>('closers', () => []);

/** Registers what must be closed with the process (a pool, a browser). Closed in reverse order of registration. */
export function onShutdown(name: string, close: () => Promise<void>): void {
  closers.push({ name, close });
}

/** Closes everything that was registered; one closer that fails does not keep the others from running. */
export async function closeAll(report: (name: string, error: unknown) => void): Promise<void> {
  for (const { name, close } of closers.splice(0).reverse()) {
    await close().catch((error: unknown) => report(name, error));
  }
}
