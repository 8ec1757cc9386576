import { signal } from '../start/processes';
import type { Product } from './product';
import { drawn, isMore, pause, type Trouble } from './trouble';

/** The product must answer again within this time after the database does, in milliseconds. */
const LATEST_ANSWER_MS = 2_000;
const MAX_RECOVERY_MS = 60_000;
/** The longest time between two restarts, in milliseconds. */
const PAUSE_MS = 2_000;

/** Stops PostgreSQL under the product, by killing it or by a planned restart. The product starts it again. */
export const databaseRestarts: Trouble = {
  name: 'restarts of the database',
  async make({ product, ledger, fail }, limit) {
    let done = 0;
    let slowest = 0;
    while (isMore(done, limit)) {
      const server = product.databaseServer;
      if (!product.runs || !server) {
        fail(`The product ended after ${done} restarts of the database:\n${product.output.slice(-2_000)}`);
        break;
      }
      signal(server.pid, done % 2 ? 'SIGINT' : 'SIGKILL');
      if (!(await answers(() => serverAnswers(product, server.pid)))) {
        fail(`The database was not back after ${done + 1} restarts.`);
        break;
      }
      const back = performance.now();
      if (!(await answers(() => ledger.lastAnswerAt > back))) {
        fail(`The product did not answer after ${done + 1} restarts of the database.`);
        break;
      }
      slowest = Math.max(slowest, performance.now() - back);
      done += 1;
      await pause(drawn(PAUSE_MS));
    }
    if (slowest > LATEST_ANSWER_MS) fail(`It answered ${(slowest / 1000).toFixed(1)} s after the database was back.`);
    return `${done} restarts, the product answered at most ${(slowest / 1000).toFixed(2)} s after the database was back`;
  },
};

async function answers(ask: () => Promise<boolean> | boolean): Promise<boolean> {
  const deadline = performance.now() + MAX_RECOVERY_MS;
  while (!(await ask())) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

async function serverAnswers(product: Product, before: number): Promise<boolean> {
  if ((product.databaseServer?.pid ?? before) === before) return false;
  const sql = product.asAdministrator();
  return sql`select 1`
    .then(
      () => true,
      () => false,
    )
    .finally(() => sql.end({ timeout: 1 }));
}
