import { z } from 'zod';
import { isDay } from '../days';
import { searchable } from '../text';

/** The number of a record. */
export const recordId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

/** A day of a range of dates. */
export const filterDay = z.string().refine((text) => isDay(text) && text >= '1900-01-01' && text < '2200-01-01');

/** The text of a search box; anything that makes no sense is blank. */
export const searchText = z
  .string()
  .max(100)
  .refine((text) => text.isWellFormed() && !text.includes('\0'))
  .catch('');

/** Makes a value optional; anything that makes no sense is null. */
export function ifValid<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().catch(null);
}

/** Returns the words to search for, without case and accents. */
export function searchWords(text: string, most = 6): string[] {
  return searchable(text).split(' ').filter(Boolean).slice(0, most);
}
