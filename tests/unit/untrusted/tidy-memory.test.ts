import { setTimeout as pause } from 'node:timers/promises';
import { tidyMemory } from '@/lib/platform/untrusted/tidy-memory';

test('memory that nothing needs is given back when the heap has grown', async () => {
  const leftBehind = new WeakRef(Array.from({ length: 1_000 }, (_, index) => ({ index })));
  // What a task has made stays until its end.
  await pause(0);
  tidyMemory(Number.NEGATIVE_INFINITY);
  expect(leftBehind.deref()).toBeUndefined();
});
