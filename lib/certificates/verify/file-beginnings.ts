const END_MARK = '%%EOF';
const MOST_ENDS = 8;

/**
 * The beginnings of a PDF that once were the whole of it: a program that changes a file often only appends, behind the
 * end mark of what was there.
 */
export function beginningsOf(bytes: Buffer): Buffer[] {
  const beginnings: Buffer[] = [];
  for (let seen = 0, at = bytes.indexOf(END_MARK); at >= 0 && seen < MOST_ENDS; seen++) {
    const end = at + END_MARK.length;
    // The line may end there, or with either sign, or with both.
    const line = /^\r?\n?/.exec(bytes.toString('latin1', end, end + 2))![0].length;
    for (const length of new Set([end, end + line]))
      if (length < bytes.length) beginnings.push(bytes.subarray(0, length));
    at = bytes.indexOf(END_MARK, end);
  }
  return beginnings;
}
