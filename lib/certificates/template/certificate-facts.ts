/**
 * All that a certificate says, as plain strings and numbers, frozen when it is generated: a certificate shows
 * the event as it was then, whatever is edited later (manual, "Revising Existing Events").
 */
export type CertificateFacts = {
  title: string;
  instructor: string;
  /** First and last day, 'YYYY-MM-DD'. */
  startsOn: string;
  endsOn: string;
  providerName: string;
  providerPhone: string;
  /** 'Online', or city and state: 'Helena, MT'. */
  location: string;
  /** Professional development units, an exact decimal: '6.25', '12.5', '1'. */
  units: string;
  eventNumber: number;
  /** Counts up with each change of the event that was printed; 1 is the first. */
  version: number;
};

/** How Section IV is signed digitally (M12). Without it the line is left for ink. */
export type SigningFacts = {
  signatureId: number;
  /** Printed name and title of who signed, and Montana's day of signing, 'YYYY-MM-DD'. */
  signedBy: string;
  signedTitle: string;
  signedOn: string;
};

/** What makes a certificate the certificate of one person: Section I, the serial, and where it can be checked. */
export type ParticipantFacts = {
  participantName: string;
  /** Blank when not told. */
  participantSchool: string;
  participantNumber: string;
  /** `K7Q3-9F2M-XT4W` */
  serial: string;
  /** The address in the QR code. */
  verifyUrl: string;
};

/** What certificates of one event have in common. `units` are the attendee's, which may be fewer than the event's. */
export type SharedFacts = CertificateFacts & Partial<SigningFacts>;

export type NamedFacts = SharedFacts & ParticipantFacts;

/** Raised with every change of the template that changes how a certificate looks or reads. */
export const TEMPLATE_VERSION = 2;
