/**
 * All that a certificate says, as plain strings and numbers, frozen when it is generated: a certificate shows the event
 * as it was then, whatever is edited later (manual, "Revising Existing Events").
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
  /** Increases with each change to the event that was printed, starting with 1. */
  version: number;
};

/** The sentences that administrators changed; the others are the template's own. */
export type StatementFacts = { participantStatement?: string; providerStatement?: string; keep?: string };

/** Describes the digital signature in Section IV (M12). Without it, the signature line is left for ink. */
export type SigningFacts = {
  signatureId: number;
  /** The signer's printed name and title, and the day of signing in Montana, 'YYYY-MM-DD'. */
  signedBy: string;
  signedTitle: string;
  signedOn: string;
  /** What the signer verified, unless it is the template's own statement. */
  providerStatement?: string;
};

/** What makes a certificate one person's: Section I, the serial, and the address for checking it. */
export type ParticipantFacts = {
  participantName: string;
  /** Blank when the school is unknown. */
  participantSchool: string;
  participantNumber: string;
  /** `K7Q3-9F2M-XT4W` */
  serial: string;
  /** The address in the QR code. */
  verifyUrl: string;
};

/**
 * The facts that all certificates of one event share. `units` are the attendee's, which may be fewer than the event's.
 */
export type SharedFacts = CertificateFacts & StatementFacts & Partial<SigningFacts>;

export type NamedFacts = SharedFacts & ParticipantFacts;
