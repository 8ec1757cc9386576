import type { z } from 'zod';
import { tidyLine } from '../text';

/** The parameters of a page's address, as Next.js gives them. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** Returns a parameter's first value when it is repeated, and nothing when it is missing. */
export function firstOf(params: SearchParams, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** Returns a search as it was typed, tidied and cut to `max` characters. */
export function typedText(params: SearchParams, name: string, max: number): { text: string; isCut: boolean } {
  const typed = tidyLine(firstOf(params, name).replaceAll(/[\p{Cc}\p{Cs}]/gu, ' '));
  const text = [...typed].slice(0, max).join('').trim();
  return { text, isCut: text !== typed };
}

type Filters = Readonly<Record<string, z.ZodType>>;

/**
 * Returns a function that reads one filter of a list's address; null when it is not set, or makes no sense. Then `notes` gets
 * the complaint about it: people type, truncate and paste addresses.
 */
export function filterReader<Schema extends Filters>(
  params: SearchParams,
  schema: Schema,
  complaints: Readonly<Record<keyof Schema & string, string>> | null,
  notes: string[],
) {
  return <Name extends keyof Schema & string>(name: Name): z.output<Schema[Name]> | null => {
    const text = firstOf(params, name).trim();
    if (text === '') return null;
    const result = schema[name]!.safeParse(text);
    if (!result.success && complaints) notes.push(complaints[name]);
    return result.success ? (result.data as z.output<Schema[Name]>) : null;
  };
}

/** Returns the address of a list. What is not set is left out. */
export function listHref(path: string, params: Readonly<Record<string, string | number | null | undefined>>): string {
  const set = Object.entries(params).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return set.length > 0 ? `${path}?${new URLSearchParams(set)}` : path;
}
