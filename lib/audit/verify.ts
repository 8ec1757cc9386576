import { hash as hashOnce } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { type ChainRow, findNewestLink, listChainRows, listUnchained } from '@/db/queries/audit-chain';
import type { Anchor } from './anchors';

/** What is wrong, and where: the position in the chain, or null for something that is not in it. */
export type ChainProblem = { position: number | null; sentence: string };

export type Verified = {
  /** How many links were read. */
  links: number;
  /** How many entries' payloads an approved disposal run has erased. */
  erased: number;
  /** How many anchors were compared. */
  anchors: number;
  problems: ChainProblem[];
};

type Options = {
  /** The links that were saved outside of the database. */
  anchors: readonly Anchor[];
  /** Awaited if it is a promise. */
  onProgress?: (done: number, total: number) => unknown;
  /** The maximum number of problems to collect; the first ones show where it began. */
  maxProblems?: number;
};

/** The number of links read at once: about 10 MB. */
const BATCH = 10_000;

/**
 * Checks the chain from its first link to its newest and compares it with the anchors. Changes nothing.
 * @returns every break it found, in order; none: no entry was changed, removed, inserted or cut off
 */
export async function verifyChain(
  db: Queryable,
  { anchors, onProgress, maxProblems = 100 }: Options,
): Promise<Verified> {
  const problems: ChainProblem[] = [];
  const report = (position: number | null, sentence: string) => {
    if (problems.length < maxProblems) problems.push({ position, sentence });
  };
  const anchored = Map.groupBy(anchors, ({ position }) => position);
  const total = (await findNewestLink(db))?.position ?? 0;
  let links = 0;
  let erased = 0;
  let last = { position: 0, hash: '' };
  let lastFirst = '';
  let next = listChainRows(db, 0, BATCH);
  for (let rows = await next; rows.length > 0; rows = await next) {
    // The database already reads the next batch while this one is hashed.
    next = listChainRows(db, rows.at(-1)!.position, BATCH);
    for (const row of rows) {
      const { position } = row;
      if (position !== last.position + 1) {
        report(last.position + 1, missing(last.position + 1, position - 1));
      } else if (row.previousHash !== last.hash) {
        report(position, 'The link does not continue the one before it.');
      }
      for (const sentence of whyBroken(row)) report(position, sentence);
      if (row.firstChain) {
        for (const sentence of whyFirstBroken(row, lastFirst)) report(position, sentence);
        lastFirst = row.firstChain.hash;
      }
      for (const { at, hash } of anchored.get(position) ?? []) {
        if (hash !== row.hash) report(position, `The link does not match the one recorded at ${at}.`);
      }
      if (row.head !== null && row.disposed) erased += 1;
      last = { position, hash: row.hash };
    }
    links += rows.length;
    await onProgress?.(links, total);
  }
  for (const { position, at } of anchors) {
    if (position > last.position) {
      report(
        last.position + 1,
        `The end was cut off: the chain had ${position} links at ${at}, and has ${last.position}.`,
      );
      break;
    }
  }
  for (const entryId of await listUnchained(db, maxProblems))
    report(null, `Entry ${entryId} is in no link of the chain.`);
  return { links, erased, anchors: anchors.length, problems };
}

function whyBroken({
  position,
  entryId,
  previousHash,
  payloadDigest,
  hash,
  head,
  payload,
  disposed,
}: ChainRow): string[] {
  if (head === null) return [`Entry ${entryId} is gone.`];
  const why: string[] = [];
  if (sha256(`${previousHash}|${position}|${payloadDigest}|${head}`) !== hash) {
    why.push(`Entry ${entryId}, or its link, was changed.`);
  }
  if (payload === null && !disposed) why.push(`The details of entry ${entryId} were erased without a disposal run.`);
  if (payload !== null && sha256(payload) !== payloadDigest) {
    why.push(`The details or the address of entry ${entryId} were changed.`);
  }
  return why;
}

/** Checks the hashes of the first chain, which entries from before the chain had its own table still have. */
function whyFirstBroken({ entryId, firstChain, firstText }: ChainRow, lastFirst: string): string[] {
  const { previousHash, hash } = firstChain!;
  if (previousHash !== lastFirst) return [`Entry ${entryId} did not continue the one before it when it was written.`];
  return firstText !== null && sha256(firstText) !== hash
    ? [`Entry ${entryId} was changed before the chain had a table of its own.`]
    : [];
}

function missing(from: number, to: number): string {
  return from === to ? `Link ${from} is missing.` : `Links ${from} to ${to} are missing.`;
}

function sha256(text: string): string {
  // A hash object for each of millions of short texts takes several times as long.
  return hashOnce('sha256', text, 'hex');
}
