import { createHash } from 'node:crypto';

const END_MARK = '%%EOF';
const MAX_ENDS = 8;

/**
 * Returns the beginnings of a PDF that were once the complete file: a program that changes a file often only appends to
 * it, after the end mark.
 */
export function beginningsOf(bytes: Buffer): Buffer[] {
  const beginnings: Buffer[] = [];
  for (let seen = 0, at = bytes.indexOf(END_MARK); at >= 0 && seen < MAX_ENDS; seen++) {
    const end = at + END_MARK.length;
    // The line can end there, with either character of a line break, or with both.
    const line = /^\r?\n?/.exec(bytes.toString('latin1', end, end + 2))![0].length;
    for (const length of new Set([end, end + line]))
      if (length < bytes.length) beginnings.push(bytes.subarray(0, length));
    at = bytes.indexOf(END_MARK, end);
  }
  return beginnings;
}

/** Returns the SHA-256 of each of these beginnings in hexadecimal, reading the file only once. */
export function hashesOfBeginnings(bytes: Buffer, beginnings: readonly Buffer[]): string[] {
  const hash = createHash('sha256');
  let done = 0;
  return beginnings
    .map(({ length }) => length)
    .sort((one, other) => one - other)
    .map((length) => {
      hash.update(bytes.subarray(done, length));
      done = length;
      return hash.copy().digest('hex');
    });
}
