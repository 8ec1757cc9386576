import { plain } from '../import/headings';

/** What a report's column says about time. */
export const TIME_KINDS = [
  /** When one visit began and ended. */
  'join',
  'leave',
  /** When a person first came and last left, whatever happened in between. */
  'firstJoin',
  'lastLeave',
  /** How long they stayed. */
  'lasted',
  /** The day of times that have none. */
  'day',
  /** What a person did at a moment, and the moment. */
  'action',
  'moment',
  /** Whether the person only waited to be let in. */
  'waiting',
] as const;
export type TimeKind = (typeof TIME_KINDS)[number];

/**
 * How platforms name these columns in English, Spanish, French and German, as `plain` returns it: Zoom, Teams, Google
 * Meet and its extensions, Webex, GoTo.
 */
const HEADINGS: Record<TimeKind, string> = {
  join: 'join in checkin checkedin joinedtime timeentered enteredtime entered enteredat entrytime arrival timeofarrival scannedin scannedinat checkedinat logintime uhrzeitdesbeitritts jointime timejoined joinedat joined joindate joindatetime arrivaltime timein signin signintime checkintime starttime heuredarrivee heuredentree beitrittszeit beitrittsuhrzeit horadeunion horadeingreso horadeentrada horadellegada oradiaccesso oradiingresso oradientrata',
  leave:
    'leave out checkout checkedout lefttime timeleft exitedtime exited exitedat departure timeofdeparture scannedout scannedoutat checkedoutat checkouttime logouttime beendigungszeit uhrzeitdesverlassens leavetime timeexited leftat left leavedate leavedatetime departuretime timeout signout signouttime exittime endtime heurededepart heuredesortie austrittszeit horadesalida horadesaida oradiuscita',
  firstJoin:
    'firstjoin firstjointime jointimefirst firstseen firstseenat firstjoined premiereconnexion premiereparticipation ersterbeitritt primeraunion primapartecipazione primeiroingresso primeiraentrada eerstedeelname',
  lastLeave:
    'lastleave lastleavetime leavetimelast lastseen lastseenat lastleft dernieredeconnexion derniersdepart letzteraustritt letzterausstieg ultimasalida ultimauscita ultimasaida laatstevertrek',
  lasted:
    'duration durationminutes totalduration totaldurationminutes timeinsession timeinsessionminutes inmeetingduration attendanceduration timeincall timeinmeeting timeinevent minutesinsession callduration stayedfor minutes minutesattended attendedminutes totalminutes timeattended attendancetime duree dureeminutes dureedelareunion dureedelaparticipation tempsensessionminutes dauer dauerminuten dauerderbesprechung gesamtdauerminuten zeitindersitzungminuten duracion duracionminutos duracionenlareunion duraciontotalminutos tiempoensesionminutos durata duratadellariunione duracao duracaominutos durataminuti duratatotaleminuti',
  day: 'date day fecha datum',
  action:
    'direction inout inorout scantype scandirection useraction action acciondeusuario actiondelutilisateur actionutilisateur benutzeraktion',
  moment:
    'utceventtimestamp eventtimestamp scantime scantimestamp dateandtime datetime timestamp horodatage zeitstempel marcadetiempo marcatemporal',
  waiting: 'inwaitingroom waitingroom ensaladeespera dansunesalledattente imwarteraum',
};

const KNOWN = new Map(
  Object.entries(HEADINGS).flatMap(([kind, spellings]) =>
    spellings.split(' ').map((spelling) => [spelling, kind as TimeKind] as const),
  ),
);

export type TimeColumns = Partial<Record<TimeKind, number>>;

/** Returns the columns that say something about time: the first one of each kind. */
export function timeColumnsOf(headings: readonly string[]): TimeColumns {
  const columns: TimeColumns = {};
  for (const [index, heading] of headings.entries()) {
    // How long it took to answer a form.
    if (/\bin seconds\b/i.test(heading)) continue;
    // Some headings have the unit in parentheses: "Duration (hh:mm:ss)".
    const kind = kindOf(heading);
    if (kind && columns[kind] === undefined) columns[kind] = index;
  }
  return columns;
}

/** Parts of a day in the headings of sign-in sheets: "AM In", "Time out (PM)", "In 2". */
const PART_OF_DAY = /\b(am|pm|a\.m\.|p\.m\.|morning|afternoon|lunch|[1-4])(?=\s|\W|$)/gi;

/** Returns the half of the day that a heading such as "PM In" is about; null for "Time In (AM/PM)", which can be of both. */
export function halfOf(heading: string): 'am' | 'pm' | null {
  const isMorning = /\b(am|a\.m\.|morning)(?=\s|\W|$)/i.test(heading);
  const isAfternoon = /\b(pm|p\.m\.|afternoon)(?=\s|\W|$)/i.test(heading);
  if (isMorning === isAfternoon) return null;
  return isMorning ? 'am' : 'pm';
}

function kindOf(heading: string): TimeKind | undefined {
  const known = KNOWN.get(plain(heading)) ?? KNOWN.get(plain(heading.replaceAll(/\([^)]*\)/g, ' ')));
  if (known) return known;
  const visit = KNOWN.get(plain(heading.replaceAll(PART_OF_DAY, ' ')));
  return visit === 'join' || visit === 'leave' ? visit : undefined;
}

/**
 * Returns further columns of when people came and left, in pairs: a sign-in sheet can have one for the morning and one
 * for the afternoon. `times` are the first ones.
 */
export function furtherVisits(headings: readonly string[], times: TimeColumns): [join: number, leave: number][] {
  const further = (kind: 'join' | 'leave') =>
    headings.flatMap((heading, at) => (kindOf(heading) === kind && at > (times[kind] ?? at) ? [at] : []));
  const [joins, leaves] = [further('join'), further('leave')];
  return joins.length === leaves.length ? joins.map((join, index) => [join, leaves[index]!]) : [];
}

/**
 * Returns whether a list of comings and goings was written while the meeting was going on, as a platform's own log is:
 * people without a time of leaving were still there. A scan has no such meaning.
 */
export const isLog = (headings: readonly string[], { action }: TimeColumns) =>
  /^(user)?action|^accion|^benutzeraktion/.test(plain(headings[action ?? -1] ?? ''));

/** Returns whether these columns say how long people were there. */
export const sayTime = ({ join, leave, firstJoin, lastLeave, lasted, action, moment }: TimeColumns) =>
  lasted !== undefined ||
  (join !== undefined && leave !== undefined) ||
  (firstJoin !== undefined && lastLeave !== undefined) ||
  (action !== undefined && moment !== undefined);

/** Returns whether there is a row for each visit. */
export const sayVisits = ({ join, leave }: TimeColumns) => join !== undefined && leave !== undefined;

/**
 * Returns whether an action means that the person came or left, in the languages of the headings; null when it is
 * unknown.
 */
export function isComing(action: string): boolean | null {
  if (
    /^(in\b|(check|sign|scan)(ed)?[- ]?in\b|entry\b|joined|join|entered|unido|se uni[oó]|ingres[oó]|a rejoint|rejoint|participation|beigetreten|teilgenommen)/i.test(
      action.trim(),
    )
  )
    return true;
  if (
    /^(out\b|(check|sign|scan)(ed)?[- ]?out\b|exit\b|left|leave|exited|abandon[oó]|sali[oó]|a quitt[eé]|parti|quitt[eé]|verlassen|hat verlassen)/i.test(
      action.trim(),
    )
  )
    return false;
  return null;
}
