/** Maximum lengths of texts and lists in an evaluation (choice). */
export const MAX_QUESTIONS = 20;
export const MAX_QUESTION = 200;
export const MAX_CHOICES = 10;
export const MAX_CHOICE = 80;
export const MAX_COMMENT = 2000;

export const QUESTION_KINDS = ['scale', 'choice', 'text'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** One question of an evaluation. `key` stays the same when the question is reworded, and ties its answers together. */
export type Question = { key: string; text: string; required: boolean } & (
  | { kind: 'scale' }
  | { kind: 'choice'; choices: string[] }
  | { kind: 'text' }
);

/** The steps of every scale with their labels. */
export const SCALE = [
  { value: 1, label: 'Strongly disagree' },
  { value: 2, label: 'Disagree' },
  { value: 3, label: 'Neither' },
  { value: 4, label: 'Agree' },
  { value: 5, label: 'Strongly agree' },
] as const;

/** What an evaluation asks unless the provider changes it (choice). */
export const DEFAULT_QUESTIONS: readonly Question[] = [
  { key: 'aim', kind: 'scale', text: 'The event did what its description promised.', required: true },
  { key: 'use', kind: 'scale', text: 'I can use what I learned in my work.', required: true },
  { key: 'leader', kind: 'scale', text: 'The instructor knew the subject and taught it well.', required: true },
  {
    key: 'pace',
    kind: 'choice',
    text: 'The pace was',
    choices: ['Too slow', 'About right', 'Too fast'],
    required: true,
  },
  { key: 'best', kind: 'text', text: 'What helped you most?', required: false },
  { key: 'better', kind: 'text', text: 'What should be different next time?', required: false },
];

/** The value of each answered question: a step of the scale, the words of a choice, or a text. */
export type Answers = Record<string, number | string>;

/** Returns the name of a question's field in the attendee's form. */
export function fieldOfQuestion(key: string): string {
  return `answer-${key}`;
}

/** Which version of the questions the attendee saw. */
export const VERSION_FIELD = 'questionsVersion';
