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

/** Lets anybody check a certificate years later, by its serial number, its QR code or its file. */
export default publicPage(async (visit, { searchParams }: Props) => {
  const { serial } = await searchParams;
  const typed = typeof serial === 'string' ? serial.trim() : undefined;
  if (typed) {
    const answer = await checkCertificate(visit, typed);
    if (answer.kind === 'found') redirect(`/verify/${answer.certificate.serial}`);
    if (answer.kind === 'unknown') redirect(`/verify/${answer.serial}`);
  }
  const error = typed === undefined ? undefined : typed === '' ? 'Enter the certificate’s serial number.' : MISTYPED;
  return (
    <>
      <PageHeader
        title="Check a certificate"
        lead="Employers, licensing staff and educators can check whether a certificate was issued here and whether it is still valid."
      />
      <div>
        <section className="prose mb-10">
          <h2>By serial number</h2>
          <p>Scanning the QR code on the certificate gives the same result.</p>
          <SerialForm typed={typed} error={error} />
        </section>
        <section className="prose mb-10">
          <h2>By file</h2>
          <p>Checks whether a PDF is exactly the one that was issued.</p>
          <FileForm action={checkFileAction} />
        </section>
        <Inset title="A certificate without a serial number">
          <p>
            Certificates filled in by hand have no serial number, only an event number. Only the provider knows who
            received them; its name and phone number are on the certificate.
          </p>
        </Inset>
      </div>
    </>
  );
});
