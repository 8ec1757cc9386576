/** The three rules that the manual names ("Administrative Rules of Montana"), each with the setting of its address. */
export const RULES = [
  { number: '10.55.714', title: 'Professional Development', address: 'arm1055714' },
  { number: '10.57.215', title: 'Professional Development Requirements', address: 'arm1057215' },
  { number: '10.57.216', title: 'Approved Professional Development Activity', address: 'arm1057216' },
] as const;

/** The two documents of the agency that the manual names there: how it reads the rules, and which data it asks for. */
export const DOCUMENTS = ['requirements', 'dataReporting'] as const;

/** Each with its source, so that nobody mistakes the manual's advice for the text of a rule, or the reverse. */
export const DUTIES = [
  {
    duty: 'Follow the rules',
    words: 'Offer professional development as the three rules define it.',
    source: 'Manual, “Administrative Rules of Montana”',
  },
  {
    duty: 'Report accurately',
    words: 'Enter each event as it takes place: title, instructor, description, dates, location, hours.',
    source: 'Manual, “Reporting Events”',
  },
  {
    duty: 'Record the count',
    words: 'Return after the event and record how many certificates you issued, even if it was zero.',
    source: 'Manual, “Reporting Events” and “Revising Existing Events”',
  },
  {
    duty: 'Completers only',
    words: 'Give certificates only to attendees who completed the event.',
    source: 'Manual, “Issuing Certificates”',
  },
  {
    duty: 'Sign and date',
    words: 'Sign Section IV of the certificate, digitally or by hand, and date it.',
    source: 'Manual, “Issuing Certificates”',
  },
  {
    duty: 'Keep records five years',
    words: 'Keep records of events and attendees for five years after the event’s last day.',
    source: 'Manual, “Issuing Certificates”',
  },
  {
    duty: 'One login per person',
    words: 'Don’t share usernames. Request an additional one instead.',
    source: 'Manual, “Usernames and Account Access”',
  },
  {
    duty: 'Count hours as units',
    words: 'One hour of instruction is one PDU.',
    source: 'ARM 10.57.215',
  },
  {
    duty: 'Report every year',
    words:
      'An annual report lists titles and brief descriptions, dates and locations, program schedules, and names and number of participants. Keep records for five years after the report that covers them.',
    source: 'ARM 10.57.216',
  },
] as const;
