import { searchable } from '@/lib/platform/text';

type Searched = {
  title: string;
  instructor: string;
  description: string;
  city: string | null;
  conference?: string | null;
  ownNumber?: string | null;
  track?: string | null;
};

/**
 * Returns the text that the search box searches. There is a space before each word, including the first, so that a
 * search for the start of a word can use the index even with only one or two letters.
 */
export function searchTextOf(searched: Searched): string {
  const { title, instructor, description, city, conference, ownNumber, track } = searched;
  const texts = [title, instructor, city ?? 'online', conference ?? '', ownNumber ?? '', track ?? '', description];
  return ` ${searchable(texts.filter((text) => text !== '').join(' '))}`;
}
