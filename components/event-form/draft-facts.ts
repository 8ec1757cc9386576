import { readHours } from '@/lib/events/hours';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';
import type { DraftFacts } from '@/lib/printing/template/certificate';
import type { StatementFacts } from '@/lib/printing/template/certificate-facts';

/** What the certificate says besides what is typed. */
export type Provider = { name: string; phone: string; texts?: StatementFacts };

/** Returns what the certificate would say for the current form, with placeholder words for what is not typed yet. */
export function draftFacts(values: FormValues, provider: Provider): DraftFacts {
  const line = (name: string, otherwise: string) => textOf(values, name).trim() || otherwise;
  const hours = readHours(textOf(values, 'hours'));
  const startsOn = textOf(values, 'startsOn');
  return {
    title: line('title', 'Title of the event'),
    instructor: line('instructor', 'Instructor name'),
    startsOn,
    endsOn: line('endsOn', startsOn),
    ...provider.texts,
    providerName: provider.name,
    providerPhone: provider.phone,
    location:
      textOf(values, 'locationKind') === 'online' ? 'Online' : `${line('city', 'City')}, ${line('state', 'State')}`,
    units: 'hours' in hours ? hours.hours : '–',
  };
}
