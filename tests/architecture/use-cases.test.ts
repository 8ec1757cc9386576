import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

const filesIn = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name))
    .sort();

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Returns the functions of a file by name, each from its own line to the next function. */
function functionsOf(file: string): [name: string, text: string][] {
  return textOf(file)
    .split(/^(?=(?:export )?(?:async )?function\*? )/m)
    .flatMap((text) => {
      const name = /^(?:export )?(?:async )?function\*? (\w+)/.exec(text)?.[1];
      return name ? [[name, text] as [string, string]] : [];
    });
}

const calls = (text: string, names: readonly string[]) => names.some((name) => new RegExp(`\\b${name}\\(`).test(text));

/** The columns that reveal whose certificates or roster lines they are. */
const PRIVATE =
  /\b(attendees|lines|claims)\.(name|email|school|educatorNumber)\b|\bnamedCertificates\.(facts|bytes)\b|\brosterUploads\.lines\b/;

/**
 * Returns what a file of queries declares at its top level, by name, each from its own line to the next declaration.
 */
function declarationsOf(file: string): [name: string, text: string][] {
  return textOf(file)
    .split(/^(?=(?:export )?(?:async )?(?:function|const|type) )/m)
    .flatMap((text) => {
      const name = /^(?:export )?(?:async )?(?:function|const) (\w+)/.exec(text)?.[1];
      return name ? [[name, text] as [string, string]] : [];
    });
}

function privateQueries(): string[] {
  return filesIn('db/queries').flatMap((file) => {
    const declarations = declarationsOf(file);
    const naming = new Set<string>();
    for (let before = -1; before !== naming.size; ) {
      before = naming.size;
      for (const [name, text] of declarations) {
        if (PRIVATE.test(text) || [...naming].some((other) => new RegExp(`\\b${other}\\b`).test(text)))
          naming.add(name);
      }
    }
    return declarations.flatMap(([name, text]) =>
      /^export async function/.test(text) && naming.has(name) ? [name] : [],
    );
  });
}

/** Returns the queries that change rows, directly or through a function in the same file. */
function writingQueries(): string[] {
  return filesIn('db/queries').flatMap((file) => {
    const functions = functionsOf(file);
    const writing = new Set<string>();
    for (let before = -1; before !== writing.size; ) {
      before = writing.size;
      for (const [name, text] of functions) {
        const writes = /\.(insert|update|delete)\(|\b(insert into|delete from|update \$\{|add_job)/.test(text);
        if (writes || calls(text, [...writing])) writing.add(name);
      }
    }
    return [...writing];
  });
}

const WRITING = writingQueries();
const READING = privateQueries();

/** Returns which of these queries a file imports. */
function importsOf(file: string, queries: readonly string[]): string[] {
  const imported = [...textOf(file).matchAll(/^import \{([^}]*)\} from '@\/db\/queries\/[^']+';/gms)];
  return imported
    .flatMap(([, names]) => names!.split(',').map((name) => name.trim().split(' as ')))
    .flatMap(([name, here]) => (queries.includes(name!) ? [here ?? name!] : []));
}

// Files that are not about the domain, and upkeep that a clock starts, have no actor to authorize.
const useCases = filesIn('lib').filter(
  (file) => !/^lib\/(platform|jobs|audit|demo)\//.test(file) && importsOf(file, WRITING).length > 0,
);

/** Functions that run a use case and authorize it; `actOnUser` records it, too. */
const AUTHORIZING = ['authorize', 'changeRoster', 'changeAsPlanned', 'actOnUser', 'lockUndecided'];
const RECORDING = ['record', 'recordAll', 'actOnUser', 'supersede'];

const OWN = 'a person’s own account or sign-in: who they are is all that is asked';
const PROOF = 'a person without a sign-in: a link, a code, or a key that they showed is checked';
const STEP = 'a step of a use case that authorizes and records';
const CHECK = 'anyone who has the certificate may check it; a name is compared or masked';
const CODE = 'the event’s open code lets people check in; the roster is only compared, and nothing of it is shown';
const SENDING = 'a job that sends what triggers wrote for changes that were authorized';
const REMINDING = 'upkeep that a clock starts: it finds what waits for people and emails them';
const COUNTING = 'counts tries or remembers when something was last used';

/**
 * Use cases that write without asking the table of capabilities, and why: whole files, and functions of files in which others
 * ask.
 */
const WITHOUT_AUTHORIZE: Record<string, string> = {
  'lib/attendees/attendance/save-attendance.ts#applyBatches': STEP,
  'lib/attendees/check-in/check-in.ts': CODE,
  'lib/attendees/import/remember.ts': STEP,
  'lib/calendar/read-feed.ts': PROOF,
  'lib/claims/claim-certificate.ts': PROOF,
  'lib/claims/claimed-certificate.ts': STEP,
  'lib/claims/conference/mail-own.ts': PROOF,
  'lib/claims/keep-answers.ts': STEP,
  'lib/claims/mail-claimed.ts': STEP,
  'lib/claims/mail-own.ts': PROOF,
  'lib/claims/roster/ask-code.ts#sendCode': STEP,
  'lib/claims/roster/check-code.ts': PROOF,
  'lib/notices/plan-notices.ts': REMINDING,
  'lib/notices/preferences.ts': OWN,
  'lib/notices/put-off.ts': 'a person’s own to-do list: what is put off must be on it',
  'lib/notices/send-notices.ts': REMINDING,
  'lib/notices/unsubscribe.ts': PROOF,
  'lib/printing/filling/bases.ts': 'stores what was printed for a certificate that is being issued',
  'lib/certificates/change/revoke-certificate.ts#revokeLocked': STEP,
  'lib/certificates/mail/mail-certificate.ts#mailCorrected': STEP,
  'lib/certificates/mail/mail-certificate.ts#mailSeveral': STEP,
  'lib/certificates/mail/mail-certificate.ts#mailTo': STEP,
  'lib/certificates/change/supersede.ts': STEP,
  'lib/certificates/issue/store-certificates.ts': STEP,
  'lib/certificates/runs/process-bulk-run.ts': 'asks the same question, and pauses the run instead of refusing',
  'lib/conferences/write-conference.ts': STEP,
  'lib/events/report-certificates.ts#writeCount': STEP,
  'lib/events/write-cancellation.ts': STEP,
  'lib/events/write-event-change.ts': STEP,
  'lib/events/write-new-event.ts': STEP,
  'lib/learning-systems/authenticate.ts#noteUse': COUNTING,
  'lib/learning-systems/carry-out-once.ts': PROOF,
  'lib/learning-systems/claim-from-course.ts': PROOF,
  'lib/learning-systems/issue-to-learner.ts': PROOF,
  'lib/learning-systems/signed-only.ts': COUNTING,
  'lib/providers/staff/export/exports.ts#addExport': STEP,
  'lib/providers/staff/merging/merge-providers.ts#mergeProviders': STEP,
  'lib/providers/staff/proposals/propose.ts': STEP,
  'lib/providers/staff/standing/write-standing.ts': STEP,
  'lib/providers/write-provider-change.ts': STEP,
  'lib/requests/send-request.ts': STEP,
  'lib/series/copy-questions.ts': STEP,
  'lib/users/acting/start-acting.ts#stopActing': OWN,
  'lib/users/create-user.ts': 'for people with a terminal on the server, who may do anything',
  'lib/users/devices/known-devices.ts': OWN,
  'lib/users/email-change/begin.ts': OWN,
  'lib/users/email-change/cancel.ts': OWN,
  'lib/users/email-change/confirm.ts': OWN,
  'lib/users/find-signed-in.ts': COUNTING,
  'lib/users/first-access-link.ts': STEP,
  'lib/users/give-sign-in.ts': STEP,
  'lib/users/open-session.ts': OWN,
  'lib/users/profile.ts': OWN,
  'lib/users/rate-limit.ts': COUNTING,
  'lib/users/reset/begin-reset.ts': PROOF,
  'lib/users/reset/choose-password.ts': PROOF,
  'lib/users/reset/first-access.ts': PROOF,
  'lib/users/reset/send-code.ts': PROOF,
  'lib/users/reset/verify-code.ts': PROOF,
  'lib/users/set-password.ts': STEP,
  'lib/users/sign-ins.ts': OWN,
  'lib/users/sign-out.ts': OWN,
  'lib/users/switch-provider.ts': OWN,
  'lib/users/two-step/answer-challenge.ts': OWN,
  'lib/users/two-step/begin-set-up.ts': OWN,
  'lib/users/two-step/challenge.ts': OWN,
  'lib/users/two-step/confirm-set-up.ts': OWN,
  'lib/users/two-step/match-code.ts': STEP,
  'lib/users/two-step/renew-recovery-codes.ts': OWN,
  'lib/users/two-step/turn-off.ts': OWN,
  'lib/webhooks/send-messages.ts': SENDING,
};

/** The same for those that write without an entry in the audit log. */
const WITHOUT_RECORD: Record<string, string> = {
  'lib/attendees/check-in/check-in.ts#attendeeOf': STEP,
  'lib/attendees/import/keep-upload.ts': 'a list that waits to be confirmed; the import of it is recorded',
  'lib/attendees/import/remember.ts': STEP,
  'lib/calendar/read-feed.ts': COUNTING,
  'lib/certificates/mail/mail-certificate.ts#mailCorrected': STEP,
  'lib/certificates/mail/mail-certificate.ts#mailSeveral': STEP,
  'lib/certificates/mail/mail-certificate.ts#mailTo': STEP,
  'lib/claims/keep-answers.ts': 'answers to an evaluation carry no name; the claim beside them is recorded',
  'lib/claims/mail-claimed.ts': 'the row of the email says it',
  'lib/claims/roster/ask-code.ts': COUNTING,
  'lib/claims/roster/check-code.ts': COUNTING,
  'lib/conference-roster/import/import-list.ts': 'keeps each session’s part of a list; the import of it is recorded',
  'lib/conference-roster/import/keep-list.ts': 'a list that waits to be confirmed; the import of it is recorded',
  'lib/printing/filling/bases.ts': 'a base says nothing of a person; each certificate is recorded',
  'lib/conference-sessions/keep-draft.ts': 'a list that waits to be confirmed; saving its sessions is recorded',
  'lib/learning-systems/authenticate.ts': COUNTING,
  'lib/learning-systems/carry-out-once.ts': COUNTING,
  'lib/learning-systems/claim-from-course.ts': STEP,
  'lib/learning-systems/signed-only.ts': COUNTING,
  'lib/notices/plan-notices.ts': REMINDING,
  'lib/notices/put-off.ts': 'when a person looks at something on their own list again changes nothing for others',
  'lib/notices/send-notices.ts': 'the rows of the notices and of the email say it',
  'lib/providers/staff/export/make-export.ts': 'asking for it and downloading it are recorded',
  'lib/users/devices/known-devices.ts#rememberDevice': STEP,
  'lib/users/find-signed-in.ts': COUNTING,
  'lib/users/first-access-link.ts': STEP,
  'lib/users/profile.ts#endTour': 'whether a person has seen the tour changes nothing for others',
  'lib/users/rate-limit.ts': COUNTING,
  'lib/users/reset/choose-password.ts': STEP,
  'lib/users/reset/first-access.ts': STEP,
  'lib/users/two-step/begin-set-up.ts': 'a secret that nobody confirmed does nothing; confirming it is recorded',
  'lib/users/two-step/match-code.ts': STEP,
};

test('use cases that write are found', () => {
  expect(WRITING.length).toBeGreaterThan(80);
  expect(useCases).toEqual(
    expect.arrayContaining(['lib/events/write-new-event.ts', 'lib/attendees/mark-attendees.ts']),
  );
});

/**
 * Returns the exported functions of a file that write without calling one of these, as `file#function`; only the file when
 * none of its functions does.
 */
function silentIn(file: string, asking: readonly string[]): string[] {
  const queries = importsOf(file, WRITING);
  const writing = exportedOf(file).filter(([, text]) => calls(text, queries));
  const silent = writing.filter(([, text]) => !calls(text, asking));
  if (writing.length === 0) return calls(textOf(file), asking) ? [] : [file];
  if (silent.length === writing.length) return [file];
  return silent.map(([name]) => `${file}#${name}`);
}

test('a use case that writes authorizes the actor', () => {
  const silent = useCases.flatMap((file) => silentIn(file, AUTHORIZING)).sort();
  expect(silent).toEqual(Object.keys(WITHOUT_AUTHORIZE).sort());
});

test('a use case that writes is recorded in the audit log', () => {
  const silent = useCases.flatMap((file) => silentIn(file, RECORDING)).sort();
  expect(silent).toEqual(Object.keys(WITHOUT_RECORD).sort());
});

/** Use cases that read whose certificates or roster lines they are without authorizing, and why. */
const READS_WITHOUT_AUTHORIZE: Record<string, string> = {
  'lib/learning-systems/find-place.ts': STEP,
  'lib/attendees/check-in/check-in.ts': CODE,
  'lib/certificates/change/revoke-certificate.ts': STEP,
  'lib/claims/claim-certificate.ts': PROOF,
  'lib/claims/claimed-certificate.ts': STEP,
  'lib/claims/conference/attended.ts': PROOF,
  'lib/claims/conference/mail-own.ts': PROOF,
  'lib/claims/conference/own.ts': PROOF,
  'lib/claims/conference/prove.ts': PROOF,
  'lib/claims/keep-answers.ts': STEP,
  'lib/claims/own-claims.ts': PROOF,
  'lib/claims/mail-own.ts': PROOF,
  'lib/claims/roster/claim-line.ts': PROOF,
  'lib/claims/conference-of-holder.ts': PROOF,
  'lib/certificates/issue/named-file.ts': 'the file of a certificate that the caller found within the scope',
  'lib/certificates/issue/prepare-and-store.ts': STEP,
  'lib/certificates/mail/attachment.ts': 'the file for an email to the attendee',
  'lib/certificates/mail/mail-certificate.ts': STEP,
  'lib/certificates/verify/check-certificate.ts': CHECK,
  'lib/certificates/verify/check-file.ts': CHECK,
  'lib/certificates/verify/compare-name.ts': CHECK,
  'lib/learning-systems/find-certificate.ts': PROOF,
  'lib/learning-systems/issue-to-learner.ts': PROOF,
};

/** Returns the exported functions of a file by name, each with the text of all functions of the file that it calls. */
function exportedOf(file: string): [name: string, text: string][] {
  const functions = new Map(functionsOf(file));
  const reached = (name: string, seen: Set<string>): string => {
    if (seen.has(name)) return '';
    seen.add(name);
    const text = functions.get(name)!;
    const others = [...functions.keys()].filter((other) => other !== name && calls(text, [other]));
    return text + others.map((other) => reached(other, seen)).join('');
  };
  return [...functions].flatMap(([name, text]): [string, string][] =>
    text.startsWith('export') ? [[name, reached(name, new Set())]] : [],
  );
}

test('a use case that reads a roster, or data that names its people, authorizes the actor', () => {
  expect(READING).toEqual(
    expect.arrayContaining(['listWholeRoster', 'findClaim', 'listCurrentFileParts', 'listRunProblems']),
  );
  const silent = filesIn('lib')
    .filter((file) => !/^lib\/(jobs|demo)\//.test(file))
    .filter((file) => {
      const queries = importsOf(file, READING);
      return exportedOf(file).some(([, text]) => calls(text, queries) && !calls(text, AUTHORIZING));
    });
  expect(silent).toEqual(Object.keys(READS_WITHOUT_AUTHORIZE).sort());
});

/** Use cases that change a record which the form names by its id. */
const OF_A_RECORD = [
  'lib/learning-systems/change-key.ts',
  'lib/learning-systems/revoke-key.ts',
  'lib/webhooks/change-webhook.ts',
];

test('a form that says nothing else of whose record it changes names the provider that it was opened for', () => {
  const writing = filesIn('lib').filter((file) =>
    exportedOf(file).some(([, text]) => /\.transaction\(/.test(text) && calls(text, ['getPlace', 'placeOf'])),
  );
  // These are not about one provider, or say which one.
  const other = ['lib/certificates/runs/process-bulk-run.ts', 'lib/users/switch-provider.ts'];
  expect(writing.filter((file) => !other.includes(file))).toEqual(OF_A_RECORD);
});

test('functions that authorize or record for others do so themselves', () => {
  expect(calls(textOf('lib/attendees/change-roster.ts'), ['authorize'])).toBe(true);
  expect(calls(textOf('lib/attendees/change-as-planned.ts'), ['authorize'])).toBe(true);
  expect(calls(textOf('lib/users/staff/act-on-user.ts'), ['authorize'])).toBe(true);
  expect(calls(textOf('lib/users/staff/act-on-user.ts'), ['record'])).toBe(true);
  expect(calls(textOf('lib/certificates/change/supersede.ts'), ['record'])).toBe(true);
});

test('certificates are issued through one engine; only it and the planner of rosters start over', () => {
  const files = filesIn('lib');
  const inserting = files.filter((file) =>
    calls(textOf(file), ['insertNamedCertificates', 'insertCertificate', 'storeCertificates']),
  );
  const steps = ['lib/certificates/change/supersede.ts', 'lib/certificates/issue/store-certificates.ts'];
  const other = inserting.filter((file) => !calls(textOf(file), ['prepareAndStore']) && !steps.includes(file));
  // The claims that come here have been prepared by those who make or decide them.
  expect(other).toEqual(['lib/claims/claimed-certificate.ts']);
  const startingOver = files.filter((file) => /instanceof StaleError|\bTRIES; attempt/.test(textOf(file)));
  expect(startingOver).toEqual(['lib/attendees/change-as-planned.ts', 'lib/certificates/issue/prepare-and-store.ts']);
});

test('only the table of capabilities decides what actors can do', () => {
  const deciding = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  const other = ['app/_edges/person-page.tsx', 'lib/users/list-programs.ts', 'lib/audit/record.ts'];
  const asking = deciding
    // A page names the kinds of people it is for, the portal shows whose programs there are, and the log says who
    // acted.
    .filter((file) => !file.startsWith('lib/access/') && !other.includes(file))
    .filter((file) => /\bactor\??\.kind [!=]==|\bactor\??\.role\b/.test(textOf(file)));
  expect(asking).toEqual([]);
});
