import { drawn, isMore, pause, type Trouble } from './trouble';

/** The longest pause between two, in milliseconds; occasionally two come at once. */
const PAUSE_MS = 150;

/** Ends random connections of the product, as a managed database does while it is being moved. */
export const lostBackends: Trouble = {
  name: 'connections ended by the database',
  async make({ product, fail }, limit) {
    const sql = product.asAdministrator();
    let done = 0;
    try {
      while (isMore(done, limit)) {
        if (!product.runs) {
          fail(`The product ended after ${done} lost connections:\n${product.output.slice(-2_000)}`);
          break;
        }
        // A connection that is in a transaction now, if there is one.
        const ended = await sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name in ('pdups', 'pdups jobs') and backend_type = 'client backend'
          order by random() - case when xact_start is null then 0 else 0.5 end limit 1`;
        done += ended.length;
        await pause(drawn(PAUSE_MS));
      }
    } finally {
      await sql.end({ timeout: 1 });
    }
    return `${done} ended`;
  },
};
