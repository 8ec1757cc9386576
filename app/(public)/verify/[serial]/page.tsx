import type { Metadata } from 'next';
import { publicPage } from '@/app/_edges/public-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { CertificateFacts } from '@/components/verify/certificate-facts';
import { NameForm } from '@/components/verify/name-form';
import { SerialForm } from '@/components/verify/serial-form';
import { StandingNotice } from '@/components/verify/standing-notice';
import { checkCertificate } from '@/lib/certificates/verify/check-certificate';
import { formatMoment } from '@/lib/platform/days';
import { MISTYPED } from '../words';
import { compareNameAction } from './actions';

export const metadata: Metadata = { title: 'Certificate check', robots: { index: false, follow: false } };

type Props = { params: Promise<{ serial: string }> };

/** Shows the page that the QR code on a certificate opens. */
export default publicPage(async (visit, { params }: Props) => {
  const answer = await checkCertificate(visit, (await params).serial);
  const crumbs = (
    <Breadcrumbs crumbs={[{ label: 'Check a certificate', href: '/verify' }, { label: 'Certificate check' }]} />
  );
  if (answer.kind === 'mistyped') {
    return (
      <>
        {crumbs}
        <PageHeader title="Check a certificate" />
        <div className="prose">
          <SerialForm typed={answer.typed} error={MISTYPED} />
        </div>
      </>
    );
  }
  if (answer.kind === 'unknown') {
    return (
      <>
        {crumbs}
        <PageHeader title="Unknown certificate" />
        <div className="prose">
          <Notice kind="warning" title={`No certificate has the serial number ${answer.serial}`}>
            <p>
              Compare it with the certificate, character by character. If it matches what is printed, the certificate
              was not issued by this system.
            </p>
          </Notice>
          <h2>Check another one</h2>
          <SerialForm typed={answer.serial} />
        </div>
      </>
    );
  }
  const { certificate } = answer;
  const address = `/verify/${certificate.serial}`;
  return (
    <>
      {crumbs}
      <PageHeader
        title={
          <>
            Certificate <span className="whitespace-nowrap">{certificate.serial}</span>
          </>
        }
        lead={`Checked on ${formatMoment(visit.clock.now())}`}
      />
      <div className="prose">
        <StandingNotice standing={certificate.standing} provider={certificate.provider} signed={certificate.signed} />
      </div>
      <CertificateFacts certificate={certificate} />
      <section className="prose print:not-has-[.notice]:hidden">
        <h2>Compare the name</h2>
        <p>To protect attendees’ privacy, only the first letters of the name are shown.</p>
        <NameForm action={compareNameAction.bind(null, certificate.serial)} address={address} />
      </section>
      <p className="mt-8 print:hidden">
        <a href="/verify">Check another certificate, or a PDF file</a>
      </p>
    </>
  );
});
