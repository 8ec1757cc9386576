import { signal, until } from '../start/processes';
import type { Product } from './product';
import { drawn, isMore, pause, type Trial, type Trouble } from './trouble';

/**
 * The longest time before the next kill, in milliseconds: some kills hit the product while it starts, most while it serves.
 */
const PAUSE_MS = 3_000;
const MAX_REPAIR_MS = 60_000;
/** Long enough for a sentence or two, too short for a stack trace. */
const MAX_SENTENCE = 600;

/** Kills processes of the product's tree at random (kill -9), as a machine does when it is out of memory. */
export const killedProcesses: Trouble = {
  name: 'killed processes',
  async make(trial, limit) {
    const { product, ledger } = trial;
    let rounds = 0;
    let starts = 0;
    let sentences = 0;
    for (; isMore(rounds, limit); rounds += 1) {
      await pause(drawn(PAUSE_MS));
      kill(product);
      // Every third time the whole product is killed with them, so that there is a next start to observe.
      if (rounds % 3 === 0) killRoot(product);
      if (await serves(product)) continue;
      ledger.watch(false);
      starts += 1;
      if (await startsAgain(trial)) sentences += 1;
      ledger.watch(true);
    }
    return `${rounds} rounds, ${starts} starts after them, ${sentences} of which said what to do`;
  },
};

function kill(product: Product): void {
  const tree = product.tree();
  for (let n = 1 + drawn(3); n > 0 && tree.length > 0; n -= 1) {
    const [mark] = tree.splice(drawn(tree.length), 1);
    signal(mark!.pid, 'SIGKILL');
  }
}

/** Kills the top of the tree: npm is the first process, Node.js the next. */
function killRoot(product: Product): void {
  for (const { pid } of product.tree().slice(0, 1 + drawn(3))) signal(pid, 'SIGKILL');
}

/** Returns true when the product survived and recovered; false when it ended, whatever is left of it. */
async function serves(product: Product): Promise<boolean> {
  let healthy = false;
  const deadline = performance.now() + MAX_REPAIR_MS;
  while (product.runs && !healthy && performance.now() < deadline) {
    healthy = await fetch(`${product.origin}/api/health`, { signal: AbortSignal.timeout(10_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (!healthy) await pause(100);
  }
  return healthy && product.runs;
}

/** Checks that the next start works at once, or ends with an error message and works on retry. Returns whether it did. */
async function startsAgain({ product, fail, say }: Trial): Promise<boolean> {
  if (product.runs) {
    fail(`The product runs and does not serve:\n${product.output.slice(-2_000)}`);
    await product.stop();
  }
  product.launch();
  const said = await product.ready();
  if (said === null) return false;
  await until(() => !product.runs, 30_000);
  say(`  a start said: ${said}`);
  if (said.length > MAX_SENTENCE || /^\s+at /m.test(said)) fail(`A start ended without a sentence:\n${said}`);
  product.launch();
  const again = await product.ready();
  if (again !== null) fail(`Two starts in a row failed:\n${again}`);
  return true;
}
