import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '@/db/client';
import { findNewestLink } from '@/db/queries/audit-chain';
import type { Clock } from '@/lib/platform/clock';
import { sendEmail } from '@/lib/platform/mail/send-email';

/** The newest link of the chain at a moment, saved outside of the database. */
export type Anchor = { at: string; position: number; hash: string };

export type AnchorSettings = {
  dataDir: string;
  /** The address that each anchor is also sent to; null: none. */
  mailTo: string | null;
};

/** Returns the file in DATA_DIR to which a line is added each hour. */
export function anchorFile(dataDir: string): string {
  return path.resolve(dataDir, 'audit-anchors.log');
}

/**
 * Saves the newest link of the chain outside of the database: somebody who can cut off the end of the log there cannot cut
 * it off here. An anchor that adds nothing to the last one is not mailed.
 */
export async function writeAnchor(
  { db, clock }: { db: Database; clock: Clock },
  { dataDir, mailTo }: AnchorSettings,
): Promise<void> {
  const newest = await findNewestLink(db);
  if (!newest) return;
  const file = anchorFile(dataDir);
  const { anchors, isUnfinished } = await readAnchors(file);
  const before = anchors.at(-1);
  const line = `${clock.now().toISOString()} ${newest.position} ${newest.hash}`;
  await appendFile(file, `${isUnfinished ? '\n' : ''}${line}\n`, { mode: 0o600, flush: true });
  if (mailTo === null || before?.hash === newest.hash) return;
  await db.transaction((tx) =>
    sendEmail(
      tx,
      { clock },
      {
        kind: 'audit.anchor',
        to: mailTo,
        subject: `Audit log: ${newest.position} entries`,
        paragraphs: [
          'Keep this email. It shows whether the end of the PDUPS audit log was cut off later: save the line below in a file and run “npm run audit:verify -- --anchors <file>”.',
          line,
        ],
        bulk: true,
      },
    ),
  );
}

/** The beginning of a line, as a full disk or a power cut leaves it. */
const BEGINNING = /^\d[\dTZ:.-]*( \d{0,15}( [0-9a-f]{0,63})?)?$/;

/**
 * Reads anchors from a file. A missing file contains none; lines that are not anchors are counted, but not those that were
 * written in part. `isUnfinished`: the last line has no end.
 */
export async function readAnchors(
  file: string,
): Promise<{ anchors: Anchor[]; unreadable: number; isUnfinished: boolean }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const anchors: Anchor[] = [];
  let unreadable = 0;
  for (const written of text.split('\n')) {
    // A power cut can also leave zeros.
    const line = written.replaceAll('\0', '').trim();
    const [, at, position, hash] = /^(\S+) (\d{1,15}) ([0-9a-f]{64})$/.exec(line) ?? [];
    if (at && position && hash) anchors.push({ at, position: Number(position), hash });
    else if (line !== '' && !BEGINNING.test(line)) unreadable += 1;
  }
  return { anchors, unreadable, isUnfinished: text !== '' && !text.endsWith('\n') };
}
