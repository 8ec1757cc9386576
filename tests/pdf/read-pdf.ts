import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Box } from './compare-look';

export type ReadPdf = {
  pages: number;
  size: number[];
  title: string;
  language: string;
  /** The separate texts, in the order of the page. */
  lines: string[];
  /** The same with where they stand, from their base lines to the tops of capitals, in points from the left and the bottom. */
  placed: ({ text: string } & Box)[];
  text: string;
  actualText: string;
  /** The position of the lowest line of text, in points from the bottom of the page. */
  lowest: number;
  roles: string[];
  /** The addresses that the page links to. */
  links: string[];
  /** For each page, its text and the number of main headings in its structure. */
  texts: string[];
  headings: number[];
};

/** Reads a PDF with a program that was not involved in making it. */
export function readPdf(pdf: Buffer): ReadPdf {
  return JSON.parse(
    execFileSync(process.execPath, [path.join(__dirname, 'pdf-reader.mjs')], {
      input: pdf,
      maxBuffer: 1 << 26,
    }).toString(),
  );
}
