import { searchable } from '@/lib/platform/text';

type Searched = {
  title: string;
  instructor: string;
  description: string;
  city: string | null;
  conference?: string | null;
};

/**
 * What the search box looks through. A blank stands in front of each word, the first one too, so that a search for
 * the start of a word can use the index for one or two letters as well.
 */
export function searchTextOf({ title, instructor, description, city, conference }: Searched): string {
  const texts = [title, instructor, city ?? 'online', conference ?? '', description];
  return ` ${searchable(texts.filter((text) => text !== '').join(' '))}`;
}
