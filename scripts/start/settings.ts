import { existsSync } from 'node:fs';
import path from 'node:path';
import { whyMalformed } from '../../lib/platform/env';
import { takeUpLogLevel, whyNoLogLevel } from '../../lib/platform/log';
import { whyNoMail } from '../../lib/platform/mail/mail-settings';
import { isLoopbackHost } from '../../lib/platform/mail/why-no-mailbox';
import { addressReader } from './client-address';
import { StartError } from './start-errors';

/** What the environment says about this start. docs/operations.md lists every variable. */
export type Settings = {
  root: string;
  dataDir: string;
  dev: boolean;
  port: number;
  host: string | undefined;
  appUrl: URL | undefined;
  databaseUrl: string | undefined;
  /** The same database with the account that owns it; without it, the account of `databaseUrl` does everything. */
  databaseOwnerUrl: string | undefined;
  /** The same database and account bypassing a connection pooler, which `databaseUrl` then goes through. */
  databaseDirectUrl: string | undefined;
  allowNoChecksums: boolean;
  trustProxy: string[];
  /** Without a mail server, emails go to a folder, and to a page when the product serves only this machine. */
  mailbox: boolean;
  /** How long `npm run web` keeps serving after its health check reports that it is stopping. */
  drainSeconds: number;
};

/** Loads settings from a file `.env` next to package.json; those of the environment win. */
export function loadEnvFile(root: string): void {
  const file = path.join(root, '.env');
  if (!existsSync(file)) return;
  process.loadEnvFile(file);
  takeUpLogLevel();
}

export function readSettings(env: NodeJS.ProcessEnv, root: string, args: string[] = []): Settings {
  const unknown = args.find((arg) => arg !== '--dev');
  if (unknown) throw new StartError(`"${unknown}" is not an option of this command. It knows --dev only.`);
  const wrong = whyNoMail(env) ?? whyMalformed(env) ?? whyNoLogLevel(env);
  if (wrong) throw new StartError(wrong);
  const appUrl = readAppUrl(env.APP_URL);
  return {
    root,
    dataDir: path.resolve(root, env.DATA_DIR || '.data'),
    dev: args.includes('--dev'),
    port: readPort(env.PORT),
    host: env.HOST?.trim() || undefined,
    appUrl,
    databaseUrl: env.DATABASE_URL?.trim() || undefined,
    databaseOwnerUrl: readOwnerUrl(env),
    databaseDirectUrl: readDirectUrl(env),
    allowNoChecksums: env.ALLOW_NO_CHECKSUMS === '1',
    trustProxy: readProxies(env.TRUST_PROXY),
    mailbox: !env.SMTP_URL?.trim() && (appUrl === undefined || isLoopbackHost(appUrl.host)),
    drainSeconds: readDrain(env.DRAIN_SECONDS),
  };
}

/** Returns whether a server that listens on this host, a value of HOST, answers only on this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1';
}

function readPort(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return 3000;
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new StartError(`PORT is "${text}". Set it to a number from 1 to 65535, or leave it out for 3000.`);
}

function readOwnerUrl(env: NodeJS.ProcessEnv): string | undefined {
  const url = env.DATABASE_OWNER_URL?.trim() || undefined;
  if (url === undefined || env.DATABASE_URL?.trim()) return url;
  throw new StartError(
    'DATABASE_OWNER_URL is set without DATABASE_URL. Set both, with an account each, or leave both out for the own database.',
  );
}

function readDirectUrl(env: NodeJS.ProcessEnv): string | undefined {
  const url = env.DATABASE_DIRECT_URL?.trim() || undefined;
  if (url === undefined || env.DATABASE_URL?.trim()) return url;
  throw new StartError(
    'DATABASE_DIRECT_URL is set without DATABASE_URL. Without a connection pooler DATABASE_URL alone is enough.',
  );
}

/** Shutting down waits up to 20 seconds for each part. */
const MAX_DRAIN_SECONDS = 15;
const DRAIN_SECONDS = 5;

function readDrain(text = ''): number {
  const seconds = text.trim() === '' ? DRAIN_SECONDS : /^\d{1,2}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (seconds <= MAX_DRAIN_SECONDS) return seconds;
  throw new StartError(
    `DRAIN_SECONDS is "${text}". Set it to a number from 0 to ${MAX_DRAIN_SECONDS}, or leave it out for ${DRAIN_SECONDS}.`,
  );
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
  throw new StartError(
    'APP_URL must be the address people type, without a path, such as https://pdups.example.org. Correct it, or leave it blank.',
  );
}
