import { execFileSync } from 'node:child_process';
import path from 'node:path';

export type ReadPdf = {
  pages: number;
  size: number[];
  title: string;
  language: string;
  /** Texts that stand apart, in the order of the page. */
  lines: string[];
  text: string;
  actualText: string;
  /** Where the lowest line of text stands, in points from the foot of the page. */
  lowest: number;
  roles: string[];
  /** Addresses that the page links to. */
  links: string[];
  /** Of each page: its text, and how many main headings its structure has. */
  texts: string[];
  headings: number[];
};

/** What is in a PDF, read by a program that had no part in making it. */
export function readPdf(pdf: Buffer): ReadPdf {
  return JSON.parse(
    execFileSync(process.execPath, [path.join(__dirname, 'pdf-reader.mjs')], { input: pdf }).toString(),
  );
}
