import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { publicPage } from '@/app/_edges/public-page';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { FileForm } from '@/components/verify/file-form';
import { SerialForm } from '@/components/verify/serial-form';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { checkFileAction } from './actions';
import { MISTYPED } from './words';

export const metadata: Metadata = { title: 'Check a certificate', robots: { index: false, follow: false } };

type Props = { searchParams: Promise<{ serial?: string | string[] }> };

/** Where anybody checks a certificate years later: by its serial, its QR code or its file. */
export default publicPage(async (visit, { searchParams }: Props) => {
  const { serial } = await searchParams;
  const typed = typeof serial === 'string' ? serial.trim() : undefined;
  if (typed) {
    const answer = await checkCertificate(visit, typed);
    if (answer.kind === 'found') redirect(`/verify/${answer.certificate.serial}`);
    if (answer.kind === 'unknown') redirect(`/verify/${answer.serial}`);
  }
  const error = typed === undefined ? undefined : typed === '' ? 'Enter the serial of the certificate.' : MISTYPED;
  return (
    <>
      <PageHeader
        title="Check a certificate"
        lead="For employers, licensing staff and educators: whether a certificate was issued here, and whether it still holds."
      />
      <div>
        <section className="prose mb-10">
          <h2>By its serial</h2>
          <p>The QR code on the certificate opens the same answer on a phone.</p>
          <SerialForm typed={typed} error={error} />
        </section>
        <section className="prose mb-10">
          <h2>By its file</h2>
          <p>Tells whether a PDF is exactly the one that was issued.</p>
          <FileForm action={checkFileAction} />
        </section>
        <Inset title="A certificate without a serial">
          <p>
            Certificates that are filled in by hand have no serial, only an event number. Whom they were given to is
            known to the provider alone: its name and telephone number stand on the certificate.
          </p>
        </Inset>
      </div>
    </>
  );
});
