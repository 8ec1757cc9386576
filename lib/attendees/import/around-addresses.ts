import type { UploadedLine } from '@/db/schema';
import { tidyLine } from '@/lib/platform/text';
import { linesOf } from './readable-text';

/** The longest text whose lines are looked at one by one. */
const MAX_TEXT = 200_000;
const ADDRESS = /^(\p{L}[^@]*?)\s+([^\s@]+@[^\s@]+\.\w+)\s+(\p{L}[^@]*)$/u;
const HEADING = /^(.*name.*?)\s+(e-?mail(?: address)?)\s+(p{L}.*)$/i;

/**
 * Reads lines in which nothing but the address sets the name apart from what follows, as text copied from a PDF has them:
 * "Redfern Ana ana@example.org Lincoln". Null for other texts.
 */
export function aroundAddresses(text: string): UploadedLine[] | null {
  if (text.length > MAX_TEXT || !text.includes('@') || /[\t|;,<"]/.test(text)) return null;
  const lines = linesOf(text).map((line, index): [number, string] => [index + 1, tidyLine(line)]);
  const filled = lines.filter(([, line]) => line !== '');
  const people = filled.filter(([, line]) => ADDRESS.test(line));
  if (people.length < 2 || people.length < (filled.length - 1) * 0.7) return null;
  return filled.map(([number, line]) => [number, (ADDRESS.exec(line) ?? HEADING.exec(line))?.slice(1) ?? [line]]);
}
