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
  const before = (await readAnchors(file)).anchors.at(-1);
  const line = `${clock.now().toISOString()} ${newest.position} ${newest.hash}`;
  await appendFile(file, `${line}\n`, { mode: 0o600, flush: true });
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

/** Reads anchors from a file. A missing file contains none; lines that are not anchors are counted. */
export async function readAnchors(file: string): Promise<{ anchors: Anchor[]; unreadable: number }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const anchors = lines.flatMap((line) => {
    const [, at, position, hash] = /^(\S+) (\d{1,15}) ([0-9a-f]{64})$/.exec(line.trim()) ?? [];
    return at && position && hash ? [{ at, position: Number(position), hash }] : [];
  });
  return { anchors, unreadable: lines.length - anchors.length };
}
