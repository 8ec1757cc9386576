import { searchable } from '@/lib/platform/text';
import { FIELD_NAMES, FIELDS, type Searched } from './fields';

/**
 * Returns the text that the search box searches. There is a space before each word, including the first, so that a
 * search for the start of a word can use the index even with only one or two letters.
 */
export function searchTextOf(texts: Searched): string {
  const found = FIELD_NAMES.flatMap((name) => FIELDS[name].searched?.(texts) || []);
  return ` ${searchable(found.join(' '))}`;
}
