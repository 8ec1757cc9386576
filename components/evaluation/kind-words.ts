import type { QuestionKind } from '@/lib/evaluations/questions';

export const KIND_WORDS: Record<QuestionKind, string> = {
  scale: 'Scale from 1 (strongly disagree) to 5 (strongly agree)',
  choice: 'One of several choices',
  text: 'Free text',
};
