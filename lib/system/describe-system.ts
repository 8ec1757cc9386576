import { findServerVersion } from '@/db/queries/server-version';
import { authorize } from '@/lib/access/authorize';
import { env } from '@/lib/platform/env';
import { servedAs } from '@/lib/platform/served-as';
import { listUnnamedProxies, type UnnamedProxy } from '@/lib/platform/unnamed-proxy';
import type { Context } from '@/lib/platform/visit';
import packageJson from '@/package.json';

/** How this server runs, without any secrets. */
export type SystemFacts = {
  version: string;
  startedAt: Date | null;
  appUrl: string;
  database: { version: string; own: boolean };
  /** The mail server's name; null: emails are files in a folder. */
  mailServer: string | null;
  /** Where delivery reports go; null: to the sender. */
  bounceAddress: string | null;
  trustProxy: string[];
  unnamedProxies: UnnamedProxy[];
};

/**
 * Describes the server that answers, for staff.
 * @throws AppError `forbidden`
 */
export async function describeSystem(ctx: Context): Promise<SystemFacts> {
  authorize(ctx, 'system.read');
  const { APP_URL, SMTP_URL, BOUNCE_ADDRESS } = env();
  return {
    version: packageJson.version,
    startedAt: servedAs.startedAt,
    appUrl: APP_URL,
    database: { version: await findServerVersion(ctx.db), own: servedAs.ownDatabase },
    mailServer: SMTP_URL ? new URL(SMTP_URL).hostname : null,
    bounceAddress: BOUNCE_ADDRESS || null,
    trustProxy: servedAs.trustProxy,
    unnamedProxies: listUnnamedProxies(),
  };
}
