import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { isAppError } from '../errors';
import type { ReadingAnswer, ReadingOrder } from './reading';

/** Gives a tenth of the processor time that a thread of normal priority gets when both want all of it. */
const NICE = 10;

/**
 * Lowers this thread's priority: pages go before files, but files are still read on a machine that is busy with something
 * else.
 */
function giveWay(): void {
  // Only Linux gives each thread its own priority; elsewhere this would slow down the whole server.
  if (process.platform !== 'linux') return;
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  setPriority(thread, NICE);
}

async function read({ url, name, input }: ReadingOrder) {
  try {
    const module = (await import(url)) as Record<string, (input: unknown) => unknown>;
    return { value: await module[name]!(input) };
  } catch (error) {
    if (isAppError(error)) return { refused: { code: error.code, sentence: error.sentence } };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

giveWay();
parentPort!.on('message', async (order: ReadingOrder) => {
  const before = process.threadCpuUsage();
  const outcome = await read(order);
  const { user, system } = process.threadCpuUsage(before);
  const { total_heap_size, external_memory } = getHeapStatistics();
  const usage = { cpu: (user + system) / 1_000, memory: (total_heap_size + external_memory) / 1_000_000 };
  parentPort!.postMessage({ ...outcome, ...usage } satisfies ReadingAnswer);
});
parentPort!.postMessage('ready');
