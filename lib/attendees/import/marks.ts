/** The meaning of a status word: completed, not completed, or neither. */
export type Mark = 'yes' | 'no' | 'none';

const YES = [
  '○',
  '〇',
  '◯',
  '◎',
  '出席',
  '参加',
  '済',
  'はい',
  '修了',
  '完了',
  '合格',
  '结业',
  '通过',
  '수료',
  '이수',
  '完成済み',
  'obecny',
  'obecna',
  'pritomen',
  'přítomen',
  'přítomna',
  'aanwezig',
  'voltooid',
  'närvarande',
  'til stede',
  'jelen',
  'igen',
  'igaz',
  'prawda',
  'pravda',
  'waar',
  'concluído',
  'concluída',
  'presenza',
  'completato',
  'completata',
  '是',
  '已完成',
  '已签到',
  '完成',
  '예',
  '네',
  '출석',
  '참석',
  'i agree',
  'agree',
  'agreed',
  'i attest',
  'i certify',
  'i confirm',
  'ano',
  'tak',
  'да',
  'так',
  'ναι',
  'כן',
  'نعم',
  'có',
  'evet',

  'yes',
  'y',
  'x',
  'xx',
  'true',
  'wahr',
  'vrai',
  'verdadero',
  'verdadeiro',
  'vero',
  'came',
  'participated',
  't',
  '1',
  'ok',
  'p',
  'pr',
  'here',
  'completed',
  'complete',
  'attended',
  'present',
  'finished',
  'done',
  'passed',
  'pass',
  'full',
  'full attendance',
  'checked in',
  'checkedin',
  'check in',
  'arrived',
  'earned',
  'certified',
  'satisfactory',
  'met',
  'scanned',
  'checked',
  'admitted',
  'on time',
  'successful',
  'credit',
  'course completed',
  'yes attended',
  'in attendance',
  'in person',
  'completed with pass',
  'completed successfully',
  'si',
  'sí',
  'asistio',
  'asistió',
  'asistente',
  'presente',
  'completado',
  'completada',
  'finalizado',
  'finalizada',
  'aprobado',
  'aprobada',
  'terminado',
  'oui',
  'présent',
  'présente',
  'presente',
  'complété',
  'complétée',
  'terminé',
  'terminée',
  'achevé',
  'achevée',
  'validé',
  'réussi',
  'a assisté',
  'ja',
  'j',
  'anwesend',
  'teilgenommen',
  'abgeschlossen',
  'bestanden',
  'erledigt',
  'eingecheckt',
  'fertig',
  'sim',
  'fatto',
  '✓',
  '✔',
  '✔️',
  '☑',
  '☑️',
  '✅',
  '√',
  '●',
  '⬤',
];

const NO = [
  'not yet started',
  'ne participe pas',
  'no asistira',
  'no asistirá',

  '×',
  '✕',
  '欠席',
  '不参加',
  'いいえ',
  '未修了',
  '未完了',
  '不合格',
  '未结业',
  '未通过',
  '미수료',
  '미이수',
  'nieobecny',
  'nieobecna',
  'nepřítomen',
  'nepřítomna',
  'afwezig',
  'nee',
  'nem',
  'nej',
  'nei',
  'hamis',
  'fałsz',
  'onwaar',
  'não concluído',
  'não compareceu',
  'non completato',
  '否',
  '未完成',
  '未签到',
  '缺席',
  '아니오',
  '결석',
  'ne',
  'nie',
  'нет',
  'ні',
  'όχι',
  'לא',
  'لا',
  'không',
  'hayır',

  'no',
  'n',
  'false',
  'falsch',
  'faux',
  'falso',
  'did not come',
  'didnt come',
  'did not finish',
  'did not participate',
  'f',
  '0',
  'a',
  'abs',
  'incomplete',
  'not completed',
  'not complete',
  'did not complete',
  'didnt complete',
  'did not attend',
  'didnt attend',
  'not attended',
  'absent',
  'failed',
  'fail',
  'no show',
  'noshow',
  'in progress',
  'not yet',
  'not started',
  'never',
  'open',
  'not checked in',
  'none',
  'unchecked',
  'not present',
  'not attending',
  'not passed',
  'not here',
  'refunded',
  'canceled',
  'cancelled',
  'void',
  'voided',
  'deleted',
  'declined',
  'denied',
  'rejected',
  'waitlist',
  'waitlisted',
  'on waitlist',
  'wait list',
  'withdrawn',
  'withdrew',
  'dropped',
  'expired',
  'unexcused',
  'excused',
  'excused absence',
  'ab',
  'e',
  'not arrived',
  'transferred',
  'unsatisfactory',
  'not met',
  'unpaid',
  'not registered',
  'left early',
  'ausente',
  'no asistio',
  'no asistió',
  'no completado',
  'no completada',
  'incompleto',
  'en curso',
  'no presente',
  'pendiente',
  'cancelado',
  'reembolsado',
  'non',
  'absente',
  'non complété',
  'non terminé',
  'inachevé',
  'en cours',
  'pas présent',
  'annulé',
  'remboursé',
  'nein',
  'abwesend',
  'nicht anwesend',
  'nicht teilgenommen',
  'nicht abgeschlossen',
  'nicht bestanden',
  'fehlt',
  'gefehlt',
  'storniert',
  'entschuldigt',
  'unentschuldigt',
  'offen',
  'não',
  'assente',
  '-',
  '–',
  '—',
  '☐',
  '✗',
  '✘',
  '❌',
  '☒',
];

/** People who registered, are expected or were invited may or may not have come. */
const NONE = [
  'nimmt teil',
  'participe',
  'asistira',
  'asistirá',
  'required attendee',
  'optional attendee',
  'meeting organizer',

  'registered',
  'approved',
  'confirmed',
  'going',
  'attending',
  'enrolled',
  'invited',
  'pending',
  'pending approval',
  'paid',
  'free',
  'valid',
  'active',
  'ticketed',
  'accepted',
  'inscrito',
  'inscrit',
  'inscrite',
  'angemeldet',
  'confirmado',
  'confirmé',
  'bestätigt',
  'maybe',
  'purchased',
  'not marked',
  'unmarked',
  'not set',
  'suspended',
  'reserved',
  '?',
];

/** A note in parentheses that someone was there for a part. */
const NOT_ALL =
  /\([^()]*(?<!\p{L})(late|left|early|part|partial|partially|half|some|missed|only|morning|afternoon|retard|seulement|matin|midi|moitié|partiel|partielle|tarde|solo|mañana|parcial|mitad|medio|media|verspatet|verspätet|teilweise|nur|vormittags?|nachmittags?|halb|halbtags)(?!\p{L})/iu;
const isNotAll = (text: string) => text.length <= 100 && NOT_ALL.test(text);

const KNOWN = new Map<string, Mark>();
for (const word of NONE) KNOWN.set(markWord(word), 'none');
for (const word of NO) KNOWN.set(markWord(word), 'no');
for (const word of YES) KNOWN.set(markWord(word), 'yes');

/** Returns a word for comparison: without case, punctuation around it, or a part in parentheses after it. */
export function markWord(text: string): string {
  const whole = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
  // "Present (late)" is a word of its own.
  const outside = (isNotAll(whole) ? whole : whole.replace(/\s*\([^)]*\)\s*$/, '')).replace(/[!,;:*]+$/, '').trim();
  return (outside || whole).replaceAll(/(?<=\p{L})-(?=\p{L})/gu, ' ');
}

const MONTH =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|fev|févr|mars|avr|mai|juin|juil|août|déc|mär|okt|dez)\p{L}*\b/iu;

/** Returns whether a text is a day or a time, in any notation. */
export function isDate(text: string): boolean {
  if (text.length > 60 || !/\d/.test(text)) return false;
  if (/^\d{1,2}[- ]\p{L}{3,9}\.?([- ]\d{2})?$/u.test(text.trim())) return MONTH.test(text.replaceAll('-', ' '));
  if (/^\D*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)/.test(text)) return true;
  return MONTH.test(text) && /\b\d{1,2}\b/.test(text) && /\b(19|20)\d\d\b/.test(text);
}

/** Returns the meaning of a text in a status column; undefined when it is unknown. */
export function markOf(text: string, own: Readonly<Record<string, Mark>> = {}): Mark | undefined {
  // "Present (late)" is asked about.
  if (isNotAll(text)) return undefined;
  const word = markWord(text);
  const known = own[word] ?? KNOWN.get(word);
  if (known) return known;
  const percent = /^(\d{1,3}([.,]\d+)?)\s*%$/.exec(text.trim())?.[1];
  // Only 100% is completed; the provider decides what less means.
  if (percent) return Number(percent.replace(',', '.')) >= 100 ? 'yes' : 'no';
  const [, part, whole] = /^(\d{1,3})\s*(?:of|out of|von|de|sur)\s*(\d{1,3})$/.exec(word) ?? [];
  // "3 of 5" sessions, which is as little as 60%.
  if (part && whole && Number(whole) > 0) return Number(part) >= Number(whole) ? 'yes' : 'no';
  // "Checked in at 8:59 AM"
  const [, done] = /^(.{2,20}?)\s+(?:at|on|um|am|le|el|a las|à)\s+\S*\d/.exec(word) ?? [];
  if (done && KNOWN.get(done) === 'yes') return 'yes';
  // "No, I left early" is a no; a yes with a "but" is unclear.
  if (/^(no|non|nein|not)\b\s*[,.;:!–—-]/.test(word)) return 'no';
  if (
    /^(yes|sí|si|oui|ja)\b\s*[,.;:!–—-]\s*(?!.*\b(but|except|part|partly|partially|half|some|most|mostly|late|left|missed)\b)/.test(
      word,
    )
  )
    return 'yes';
  if (IN_FULL.test(word)) return 'yes';
  // "Present - full day", but not "Present - left early".
  const before = /^(.{2,20}?)\s*[-–—:;,/]\s*(.+)$/.exec(word);
  if (before && KNOWN.get(markWord(before[1]!)) === 'yes' && WHOLE.test(before[2]!)) return 'yes';
  return isDate(text) ? 'yes' : undefined;
}

/** "Attended in full", "Completed all sessions", "Fully attended", "Full day". */
const IN_FULL =
  /^((fully )?(attended|present|completed|participated|stayed)( in full| fully)?( (for )?(the )?(full|whole|entire|all)( (of it|of the)?)?( (\d )?(day|days|session|sessions|event|time|module|modules|course|training|webinar|meeting|workshop))?)?|(the )?(full|whole|entire) (day|session|event|time|course|training|webinar|meeting|workshop)|(all|both) (day|days|sessions|modules|parts))$/;

/** What follows "present" or "attended" when the person was there for all of it. */
const WHOLE =
  /^(the )?(full|whole|entire|all)( (day|session|event|time|of it))?$|^(in person|online|virtual|virtually|remote|on site|onsite|zoom|on time|both days|all days)$/;
