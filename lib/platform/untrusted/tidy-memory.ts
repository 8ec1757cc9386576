import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Less than this, in bytes, is not worth the pause, which takes a tenth of a second. */
const WORTH_A_PAUSE = 64 * 1024 * 1024;

const heap = () => process.memoryUsage().heapTotal;
let usual = heap();
let collect: (() => void) | undefined;

/**
 * Gives back the memory that many files left behind. V8 collects garbage when more is allocated, so a process that has
 * nothing to do would keep it for hours.
 * @param most how many bytes the heap may have grown since the last time
 */
export function tidyMemory(most = WORTH_A_PAUSE): void {
  if (heap() - usual < most) {
    usual = Math.min(usual, heap());
    return;
  }
  collect ??= garbageCollection();
  collect();
  usual = heap();
}

function garbageCollection(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
