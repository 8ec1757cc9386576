/** Returns the code in an email, or null. It has a line of its own: names in the text may have as many digits. */
export function findCodeIn(text: string): string | null {
  return /^ *(\d{4} ?\d{4}) *$/m.exec(text)?.[1]?.replace(' ', '') ?? null;
}

/** Returns the code in an email that must have one. */
export function codeIn(text: string): string {
  const code = findCodeIn(text);
  if (!code) throw new Error(`No code in: ${text}`);
  return code;
}
