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

/** Raised with every change of the template that changes how a certificate looks or reads. */
export const TEMPLATE_VERSION = 1;
