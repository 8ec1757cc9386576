import { searchable } from '@/lib/platform/text';
import { QUESTIONS, type Question } from './questions';

/** The agency has said "host" for provider since 2026, and people say both (DOMAIN, "Words"). */
const SAME_WORDS: Record<string, string> = {
  host: 'provider',
  hosts: 'provider',
  renewal: 'development',
  login: 'sign',
};

/** Returns the questions that contain every search word, ignoring case and accents; all of them without search words. */
export function searchQuestions(text: string): Question[] {
  const words = searchable(text).split(' ').filter(Boolean);
  return QUESTIONS.filter((question) => {
    const held = wordsOf(question);
    return words.every((word) => held.includes(word) || (SAME_WORDS[word] && held.includes(SAME_WORDS[word])));
  });
}

function wordsOf({ question, answer, alsoCalled = '' }: Question): string {
  const answers = answer.flatMap((part) => (typeof part === 'string' ? [part] : part.steps.map(({ text }) => text)));
  return searchable([question, alsoCalled, ...answers].join(' '));
}
