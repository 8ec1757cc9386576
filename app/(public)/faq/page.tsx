import type { Metadata } from 'next';
import { ContentsList } from '@/components/contents-list';
import { EmptyState } from '@/components/empty-state';
import { QuestionList } from '@/components/faq/question-list';
import { FilterBar } from '@/components/filter-bar';
import { PageHeader } from '@/components/page-header';
import { TextField } from '@/components/text-field';
import { searchQuestions } from '@/lib/help/search-questions';
import { supportAddress } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'How to Reset Your Password and Other Frequently Asked Questions' };

/** Longer than any question; longer text is not searched for. */
const MAX_SEARCH = 200;

type Props = { searchParams: Promise<{ q?: string | string[] }> };

export default async function FaqPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const words = (typeof q === 'string' ? q : '').slice(0, MAX_SEARCH);
  const questions = searchQuestions(words);
  const address = supportAddress();
  return (
    <>
      <PageHeader title="How to Reset Your Password and Other Frequently Asked Questions" />
      <FilterBar
        action="/faq"
        label="Search the questions"
        search={<TextField name="q" label="Search" type="search" defaultValue={words} maxLength={MAX_SEARCH} />}
        clearHref={words ? '/faq' : null}
      />
      {questions.length === 0 ? (
        <EmptyState title="No question matches all of these words">
          <p>
            Try fewer or different words, or email <a href={`mailto:${address}`}>{address}</a>.
          </p>
        </EmptyState>
      ) : (
        <div className="help-layout">
          <ContentsList
            label={questions.length === 1 ? '1 question' : `${questions.length} questions`}
            entries={questions.map(({ id, question }) => ({ id, title: question }))}
          />
          <div className="space-y-10">
            <QuestionList questions={questions} supportAddress={address} />
          </div>
        </div>
      )}
    </>
  );
}
