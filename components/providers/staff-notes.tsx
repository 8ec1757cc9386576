import { formatMoment } from '@/lib/platform/days';
import type { FormState } from '@/lib/platform/forms/form-values';
import type { Note } from '@/lib/providers/staff/notes';
import { NoteForm } from './note-form';

type Props = {
  notes: Note[];
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
};

/** Lists what staff noted about a provider, latest first, and lets them add to it. Only staff may see it. */
export function StaffNotes({ notes, action, address }: Props) {
  return (
    <>
      <p className="hint mb-4">For agency staff only. The provider never sees notes.</p>
      {notes.length > 0 && (
        <ol className="history">
          {notes.map(({ id, text, at, byName }) => (
            <li key={id}>
              <span className="prose-lines" dir="auto">
                {text}
              </span>
              <span className="hint">
                {byName}, {formatMoment(at)}
              </span>
            </li>
          ))}
        </ol>
      )}
      <NoteForm action={action} address={address} />
    </>
  );
}
