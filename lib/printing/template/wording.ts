import { CERTIFICATE_TEXTS } from '@/lib/settings/certificate-texts';

/**
 * Every fixed word on the certificate. The seven labels of Section II and the names of Sections II and IV are the
 * manual's ("Issuing Certificates"). The contents of Sections I and III and the wording of III and IV are not
 * published: they are this project's choice. Administrators can change the sentences (`CERTIFICATE_TEXTS`).
 */
export const WORDING = {
  heading: 'OPI Professional Development Unit Certificate',
  sections: {
    participant: 'Participant',
    information: 'Instructor or Approved Provider Information',
    participantVerification: 'Participant Verification',
    providerVerification: 'Approved Provider Verification',
  },
  participant: {
    name: 'Name',
    school: 'School or District',
    educatorNumber: 'Educator Number (optional)',
  },
  information: {
    title: 'Title of Activity',
    instructor: 'Name of Instructor',
    dates: 'Beginning and Ending Dates of Activity',
    providerName: 'Approved Provider Name',
    providerPhone: 'Provider’s Phone',
    location: 'Location (City, State)',
    units: 'Professional Development Units Earned',
  },
  ...CERTIFICATE_TEXTS,
  signature: 'Signature',
  date: 'Date',
  printedName: 'Printed Name and Title',
  emblem: 'Emblem: a mountain ridge under the sun',
  signatureOf: (name: string) => `Signature of ${name}`,
  qrCode: 'QR code that opens the page where this certificate can be checked',
  /** Under the QR code; the serial follows. */
  check: (address: string) => `Check this certificate at ${address} with this serial:`,
  /** Printed at the bottom of the page; on a named certificate, the serial follows. */
  reference: (eventNumber: number, version: number) => `Event ${eventNumber} · certificate version ${version}`,
  namedReference: (eventNumber: number) => `Event ${eventNumber} · serial`,
} as const;
