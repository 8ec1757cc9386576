'use client';

import { type RefObject, useEffect, useState } from 'react';
import { formValues, textOf } from '@/lib/platform/forms/form-values';
import type { DraftFacts } from '@/lib/printing/template/certificate';
import { CertificateSheet } from '../certificate-sheet';

const SAMPLE: DraftFacts = {
  title: 'Reading in the Content Areas',
  instructor: 'Ann Lee',
  startsOn: '2026-05-04',
  endsOn: '2026-05-05',
  providerName: 'Sample School District',
  providerPhone: '(406) 555-0142',
  location: 'Helena, MT',
  units: '6.5',
  eventNumber: 1042,
  version: 1,
};

/** Shows the sentences that are typed on a certificate of a sample event, with the template that prints. */
export function StatementsPreview({ form }: { form: RefObject<HTMLFormElement | null> }) {
  const [facts, setFacts] = useState<DraftFacts | null>(null);

  useEffect(() => {
    const typed = form.current;
    if (!typed) return;
    const read = () => {
      const values = formValues(new FormData(typed));
      setFacts({
        ...SAMPLE,
        participantStatement: textOf(values, 'participantStatement'),
        providerStatement: textOf(values, 'providerStatement'),
        keep: textOf(values, 'keep'),
      });
    };
    read();
    typed.addEventListener('input', read);
    return () => typed.removeEventListener('input', read);
  }, [form]);

  return (
    facts && (
      <div className="mb-8">
        <p className="field-label">Preview</p>
        <CertificateSheet facts={facts} label="A certificate of a sample event with the sentences above" />
      </div>
    )
  );
}
