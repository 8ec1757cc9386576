import { existsSync } from 'node:fs';
import path from 'node:path';
import { whyMalformed } from '../../lib/platform/env';
import { takeUpLogLevel, whyNoLogLevel } from '../../lib/platform/log';
import { whyNoMail } from '../../lib/platform/mail/mail-settings';
import { isLoopbackHost } from '../../lib/platform/mail/why-no-mailbox';
import { addressReader } from './client-address';
import { StartProblem } from './sentences';

/** What the environment says about this start. docs/operations.md lists every variable. */
export type Settings = {
  root: string;
  dataDir: string;
  dev: boolean;
  port: number;
  host: string | undefined;
  appUrl: URL | undefined;
  databaseUrl: string | undefined;
  allowNoChecksums: boolean;
  trustProxy: string[];
  /** Without a mail server letters land in a folder, and on a page when the product is for this machine. */
  mailbox: boolean;
};

/** Settings may also stand in a file `.env` beside package.json; those of the environment win. */
export function loadEnvFile(root: string): void {
  const file = path.join(root, '.env');
  if (!existsSync(file)) return;
  process.loadEnvFile(file);
  takeUpLogLevel();
}

export function readSettings(env: NodeJS.ProcessEnv, root: string, args: string[] = []): Settings {
  const unknown = args.find((arg) => arg !== '--dev');
  if (unknown) throw new StartProblem(`"${unknown}" is not an option of this command. It knows --dev only.`);
  const wrong = whyNoMail(env) ?? whyMalformed(env) ?? whyNoLogLevel(env);
  if (wrong) throw new StartProblem(wrong);
  const appUrl = readAppUrl(env.APP_URL);
  return {
    root,
    dataDir: path.resolve(root, env.DATA_DIR || '.data'),
    dev: args.includes('--dev'),
    port: readPort(env.PORT),
    host: env.HOST?.trim() || undefined,
    appUrl,
    databaseUrl: env.DATABASE_URL?.trim() || undefined,
    allowNoChecksums: env.ALLOW_NO_CHECKSUMS === '1',
    trustProxy: readProxies(env.TRUST_PROXY),
    mailbox: !env.SMTP_URL?.trim() && (appUrl === undefined || isLoopbackHost(appUrl.host)),
  };
}

function readPort(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return 3000;
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new StartProblem(`PORT is "${text}". Set it to a number from 1 to 65535, or leave it out for 3000.`);
}

function readProxies(text = ''): string[] {
  const list = text.split(/[\s,]+/).filter(Boolean);
  addressReader(list);
  return list;
}

function readAppUrl(text: string | undefined): URL | undefined {
  if (!text?.trim()) return undefined;
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username) {
    return url;
  }
  throw new StartProblem(
    'APP_URL must be the address people type, without a path, such as https://pdups.example.org. Correct it, or leave it out.',
  );
}
