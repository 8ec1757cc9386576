import { searchable } from '@/lib/platform/text';

/** What a column of a list can contain. */
export const COLUMN_KINDS = [
  'name',
  'firstName',
  'middleName',
  'lastName',
  'suffix',
  'email',
  'otherEmail',
  'school',
  'educatorNumber',
  'units',
  'completed',
] as const;
export type ColumnKind = (typeof COLUMN_KINDS)[number];

/**
 * The meaning of a heading and how certain it is. Of two columns of a kind, the one with the lower rank comes first.
 */
export type HeadingMeaning = { kind: ColumnKind | null; rank: number };

/**
 * How people and platforms name such columns in English, Spanish, French, German, Italian and Portuguese, as `plain`
 * returns it; the most certain spellings come first.
 */
const SPELLINGS: [kind: ColumnKind, rank: number, spellings: string][] = [
  ['name', 0, 'nameoncertificate certificatename nameforcertificate nameonthecertificate'],
  [
    'name',
    1,
    'printedname printname certname badgename nameonbadge traineename candidatename enrolleename inviteename delegatename awardeename vorundzuname vornameundnachname vornamenachname apellidosnombre apellidosynombre apellidosnombres nomeesobrenome nomecompletodoparticipante name names 姓名 名称 原始名称 参与者 参加者名 参加者氏名 参加者 受講者名 受講者氏名 受講者 出席者名 학생이름 참가자 名前 氏名 お名前 이름 성명 имя фио الاسم الاسمالكامل fullname firstandlastname firstlastname firstnamelastname lastnamefirstname lastfirst namefirstlast namefirstandlast namelastfirst attendeename attendeefullname participantname participantfullname learnername learnerfullname studentname employeename educatorname teachername staffname staffmember staffmembers registrantname membername issuedto awardedto recipientname nameofrecipient nombrecompleto nombreyapellidos nombreyapellido nombresyapellidos apellidosynombre apellidosynombres apellidoynombre nomcomplet nometprenom prenometnom nomprenom prenomnom nomsetprenoms vorundnachname vornamenachname nachnamevorname vollstandigername namevorname nomecompleto nomeecognome cognomeenome imieinazwisko jmenoaprijmeni naam volledigenaam namn hovaten numesiprenume',
  ],
  [
    'name',
    2,
    'members teammembers groupmembers delegate delegates trainee trainees invitee invitees recipient recipients candidate candidates pupil pupils individual individuals enrollee enrollees awardee awardees teachers educators staff people nombre nombres nom noms nome attendee attendees participant participants educator teacher nume registrant student students learner learners employee person participante participantes asistente asistentes teilnehmer teilnehmerin teilnehmerinnen teilnehmende participante estudiante alumno eleve schuler',
  ],
  [
    'name',
    3,
    'user users player players username displayname screenname zoomname originalname profilename benutzername nomdutilisateur nombredeusuario nombredelusuario anzeigename nomaffiche',
  ],
  [
    'firstName',
    1,
    'prenume given empfirst empfirstname 名 jmeno imie voornaam fornamn keresztnev firstname first firstnames givenname givennames forename forenames fname namefirst primernombre nombredepila prenom prenoms vorname vornamen rufname nomeproprio',
  ],
  ['firstName', 2, 'preferredname preferredfirstname nickname goesby'],
  [
    'middleName',
    1,
    'mid mname middlename middle middlenames middleinitial mi minitial namemiddle segundonombre deuxiemeprenom zweitervorname',
  ],
  [
    'lastName',
    1,
    'numedefamilie family emplast emplastname lastname last lastnames surname surnames familyname lname namelast secondname apellido apellidos primerapellido apellidopaterno nomdefamille nachname familienname zuname cognome sobrenome apelido prijmeni nazwisko priezvisko achternaam efternamn vezeteknev 姓',
  ],
  ['suffix', 1, 'suffix sfx suff namesuffix suffixe sufijo namenszusatz generation'],
  [
    'email',
    1,
    'メールアドレス メール ユーザーのメール ユーザーメール ユーザーのメールアドレス 用户邮箱 用户电子邮件 사용자이메일 邮箱 电子邮箱 电子邮件 電子郵件 이메일 почта البريدالالكتروني البريد email emails emailaddress emailaddresses emailid mail mailaddress contactemail emailcontact correo correoelectronico direcciondecorreo direcciondecorreoelectronico direccionemail email1 emailprimary courriel adressecourriel adresseemail adressemail adresseelectronique adressedecourriel adressedemessagerie mel emailadresse mailadresse epost indirizzoemail enderecodeemail',
  ],
  [
    'email',
    2,
    'preferredemail bestemail emailaddr correoinstitucional emailinstitucional dienstemail dienstlicheemail schoolemail schoolemailaddress workemail workemailaddress districtemail personalemail homeemail otheremail alternateemail secondaryemail email2',
  ],
  [
    'otherEmail',
    3,
    'learnerid identifier participantidentifier login loginname userlogin participantidupn upn userprincipalname siloginid loginid sisloginid login userid emailorphone',
  ],
  [
    'school',
    1,
    '所属校 学校名称 学校園 勤務先 소속 소속학교 organizacja placowka instytucja scoala skola szkola szkoła skolen iskola 学校 学校名 所属 勤務校 单位 工作单位 所在单位 所在学校 학교 школа المدرسة truong school schools schoolname schoolordistrict schoolanddistrict schooldistrict schoolsite schoolbuilding yourschool escuela colegio centro centroeducativo centroescolar ecole etablissement nomdeletablissement nomdelecole schule schulname scuola escola',
  ],
  [
    'school',
    2,
    'worksite structure structureemployeuse orgname centredeservicesscolaire placeofemployment placeofwork lea org dist sch schl district districts districtname schoolsystem organization organizationname organisation organisationname employer accountname account organisme site building buildingname bldg bldgname loc worklocation homelocation primarylocation campus homeschool homeschoolname campusname sitename dienststelle schulort workplace agency company companyname companyorganization affiliation affil institution institutionname university college division firma unternehmen einrichtung institut organizacion empresa institucion institucioneducativa unidadeducativa centrodetrabajo planteleducativo distrito entreprise organisme societe commissionscolaire districtscolaire istituto azienda instituicao',
  ],
  [
    'educatorNumber',
    1,
    'teachinglicense teachinglicensenumber teachinglicenseno montanateachinglicense educatornumber educatorno educatorid folio folionumber foliono folioid foliono licensenumber licenseno license licencenumber licence educatorfolionumber educatorfolio educatorlicensenumber seid staffstateid sifstateprid stateprid teacherid teachernumber teacherlicensenumber montanaeducatorid montanafolionumber mtfolionumber opifolionumber opifolio opifolioid opi opinumber opino opiid mtfolio montanafolio',
  ],
  [
    'units',
    1,
    'opiunits rus pir pirhours pdu pdus pdusearned pdunits pduhours units unitsearned renewalunits professionaldevelopmentunits renewalunitsearned opirenewalunits',
  ],
  [
    'units',
    2,
    'credit creditearned creditawarded creditvalue creditamount numberofcredits hours hrs hoursearned hoursattended hourscompleted totalhours contacthours clockhours credithours credits creditsearned pdhours hrsattended hrsearned hrscompleted totalhrs totalpdhours hourscredited creditedhours hoursawarded creditsawarded creditsgranted hoursgranted creditedunits ofhours noofhours numberofhours nrofhours hoursofattendance cpehours ceus ceu pdpoints pdcredits certificatehours inservicehours pdunitsearned 時間 受講時間 時間数 学时 课时 시간 이수시간 часы liczbagodzin godziny godzin pocethodin hodiny uren aantaluren timmar timer antaltimer orak oraszam numerohoras numerodehoras totaldehoras nombreheures dureeenheures horastotais timeattendedhours attendedhours attendancehours horas ndehoras nodehoras horastotales totalhoras nbdheures nbheures stundenzahl horasacreditadas horascertificadas horascursadas horasaprobadas horasasistidas horasdeasistencia heures heuressuivies nombredheures stunden anzahlstunden teilnahmestunden fortbildungsstunden seminarstunden kursstunden std stdn cargahoraria cargahorariatotal horasaula cecredits cehours cpecredits cecreditsearned pdcreditsearned ore',
  ],
  [
    'completed',
    0,
    'certificationstatus creditstatus completioncredit coursterminee coursacheve courstermine cursocompletado cursofinalizado cursoterminado kursabgeschlossen coursecompletionstatus coursecompletiondate coursecomplete coursecompleted coursecompletion coursestatus completedtheevent completedevent',
  ],
  [
    'completed',
    1,
    'ukonczył ukonczyła ukonczyl ukonczyla ukonczono ukonczony ukonczenie zaliczono zaliczenie acredito acreditado dokonceno splneno voltooid afgerond slutford fullfort gennemfort befejezte elvegezte 修了状況 受講状況 完了状況 是否结业 结业 이수 이수여부 завершено completamento conclusao concluida 完了 修了 是否完成 完成 完成情况 수료 completed complete completion completionstatus completiondate completeddate dateofcompletion finishdate datefinished datecompleted completedat completedon passed passfail passnopass passedfailed apto finished completado completada finalizado fechadefinalizacion termine terminee acheve complete dachevement datedachevement done erledigt hecho fait abgeschlossen abschlussdatum bestanden completato concluido',
  ],
  [
    'completed',
    2,
    'bijgewoond compareceu comparecimento partecipazione uczestniczyl uczestnictwo katildi deelgenomen compl cmpl cmplt attd atnd obecnosc obecny obecna ucast ucastnilse pritomen pritomnost aanwezig aanwezigheid narvaro narvarande deltagit tilstede fremmote fremmode deltog jelenlet jelenvolt jelen reszvetel присутствие присутствовал 出席状況 参加状況 出席情况 参会状态 출석여부 참석여부 frequenza presenze frequencia comparecimento comparecio asistenciaconfirmada 出席 出欠 参加 受講 是否出席 是否参加 签到 출석 참석 aparticipe participe participation participo haparticipado participou participated hateilgenommen hapartecipato partecipato haasistido aassiste iattended icompleted iwaspresent inattendance pa presentabsent here showedup showed showup shownoshow completo assiduite trainingcompleted prezent prezenta حضر الحضور thamdu hoanthanh thamgia joinedsession joinedevent attendedevent emargement teilnahmebestatigt attendedlive joinedlive asiste anw anwes attended attendance attendancestatus present presence wasthere attendedsession asistio asistencia presente assiste presence present presente anwesend anwesenheit teilgenommen teilnahme presenza presenca',
  ],
  // Shares, often without their percent signs.
  [
    'completed',
    2.4,
    'anwesenheitin anwesenheitinprozent presenceen presenceenpourcentage asistenciaen asistenciaenporcentaje',
  ],
  // Who checked in has come, whatever the status of the ticket.
  [
    'completed',
    2.5,
    'attendeddate dateattended checkedin checkin checkedinat checkinstatus checkindate checkintime checkinat checkins arrived eingecheckt checkinday1 scannedat scannedin scanin timescanned scanned signedin signedinat',
  ],
  [
    'completed',
    3,
    'sessionattended sessionsattended condicion situacion situacao estatus partstatus participationstatus participantstatus learnerstatus teilnahmestatus anwesenheitsstatus kursstatus estadodeasistencia estatusdeasistencia statutdepresence statutdeparticipation finalstatus trainingstatus sessionstatus enrollmentstatus enrolmentstatus coursesessionstatus status statut estado zustand stato attendeestatus ticketstatus rsvpstatus attendancerate attendancepercentage attendancepercent percentattended registrodeentrada teilnehmerstatus statutduparticipant estadodelasistente registrado acreditado enregistre attend attends att result results outcome',
  ],
];

const KNOWN = new Map<string, HeadingMeaning>();
for (const [kind, rank, spellings] of SPELLINGS) {
  for (const spelling of spellings.split(' ')) if (!KNOWN.has(spelling)) KNOWN.set(spelling, { kind, rank });
}

/** Headings of platforms that are not imported; they distinguish a line of headings from a line of people. */
const OTHER = new Set(
  'fonction matin apresmidi funcion cargo puesto manana tarde funktion vormittag nachmittag vormittags nachmittags ゲスト 参加時刻 退出時刻 時間分 所要時間分 待機室 加入时间 离开时间 时长分钟 访客 参加時間 退出時間 참가시간 나간시간 시간분 rank correctanswers incorrectanswers totalscore totalscorepoints response timestamp submitteddatetime submittedat submissiondate starttime endtime completiontime lastmodifiedtime jointime leavetime jointimefirst firstjoin lastleave firstjointime lastleavetime joinedat firstseen firstseenat lastseen lastseenat timeincall timeinmeeting callduration leftat joined left timejoined timeexited arrivaltime duration durationminutes totaldurationminutes totalduration timeinsessionminutes timeinsession inmeetingduration attendanceduration guest isguest recordingconsent recordingdisclaimerresponse inwaitingroom role userrole id no number nr idnumber studentid sisid sisuserid siuserid ticket tickettype ticketname ticketid orderid ordernumber order orderdate ordertype quantity price total amount amountpaid phone phonenumber cellphone mobile telephone registrationtime registrationdate registeredat registered createdat createddate approvalstatus countryregionname country region useraction action attendee barcode section sections group groups grade gradelevel gradesubject currentscore finalscore currentgrade finalgrade coursetotalreal comments comment notes note am pm signature signed initials date time title position jobtitle department address city state zip zipcode postalcode prefix salutation anrede qrcode qrcodeurl uniqueurl apiid customsource discountcode couponcode networkname connectiontype devicetype device audiotype invited event eventname meeting meetingname meetingid topic username participantid lastdownloadedfromthiscourse lastaccess progress score points uhrzeit datum dauer dauerminuten beitrittszeit austrittszeit rolle telefon hora fecha duracion duracionminutos rol horadeentrada horadesalida heuredarrivee heurededepart heuredentree heuredesortie duree dureeminutes telephone ville pays iddeusuariodelsis iddeiniciodesesiondelsis seccion puntajeactual puntajefinal calificacionfinal notefinale horaderegistro estadodeaprobacion'.split(
    ' ',
  ),
);

/** Lines above the people that look like headings but describe the meeting. */
const OF_THE_MEETING =
  /^(meetingid|webinarid|meetingtopic|topic|actualstarttime|actualduration|actualdurationminutes|uniqueviewers|totalusers|maxconcurrentviews|registered|cancelled|canceled|meetingtitle|meetingstarttime|meetingduration|hostname|hostemail|idderreunion|idreunion|iddereunion|thema|tema|sujet|besprechungsid|meetingkennung)$/;

/** Who ran the meeting, in lines above the people: "Host email", "Nombre del anfitrión". */
const OF_THE_HOST =
  /\b(hosts?|anfitrion|anfitriao|l?hote|gastgeber|gastgebers|ospitante|organi[sz]er|organisateur|organizador)\b/;

/** Columns about somebody other than the attendee. */
const OF_OTHERS =
  /^(buyer|purchaser|payer|payee|paid|billing|bill to|invoice|host|organi[sz]er|order|ordered by|instructor|trainer|presenter|speaker|panelist|moderator|facilitator|emergency|parent|guardian|supervisor|principal|manager|admin|administrator|sender|booker|booking|referr?(er|ed|al)|event|meeting|session|course|class|webinar|quiz|assignment|file|ticket type|plus one|bringing|comprador|acheteur|acquirente|kaufer|besteller|anfitrion|organisateur|organizador|veranstalter|gastgeber|curso|cours|kurs)\b/;

/** Words before a heading that do not change its meaning. */
const BEFORE =
  /^((the|is|was|has|your|please|enter|what is|what s|whats|provide|type|write|print|ticket|attendee|attendees|participant|participants|registrant|student|learner|user|delegate|guest|educator|teacher|staff|member|employee|current|primary|main|legal|contact|registered|registration|respondent|invitee|del|de la|de|du|des|asistente|participante|teilnehmer|tu|su|votre|ihr|ihre)\s+)+/;

/** What longer headings ask for, such as the questions of a form; the first match counts. */
const ASKED: [pattern: RegExp, kind: ColumnKind | null][] = [
  [/\b(social security|ssn)\b/, null],
  // What a person wants or plans.
  [
    /\b(do|will|would|are|can) you (\w+ )?(want|need|like|plan|planning|attend|attending|interested|seeking|seek|request|requesting|hope|wish)\b/,
    null,
  ],
  // What a person did at another time, or what an event offers.
  [
    /\b(per|a|each|every) (day|week|month|year)\b|\b(before|previous|previously|in the past|last year|ever)\b|\bopt (in|out)\b/,
    null,
  ],
  [/\b(hours|pdus|units|credits)\b.*\b(available|possible|offered|remaining|needed|required|missed)\b/, null],
  [
    /\bname of (the |your )?(activity|course|event|session|workshop|training|class|presenter|instructor|speaker|principal|supervisor)\b/,
    null,
  ],
  [/\bdriver s? ?licen[sc]e\b/, null],
  [
    /\b(phone|telephone|mailing address|street|grade level|grades?|title|position|subject|comments?|date of|birth|password|zip|county)\b/,
    null,
  ],
  [/\b(e ?mail|correo|courriel)\b/, 'email'],
  [/\b(folio|seid|educator (number|no|id)|licen[sc]e (number|no))\b/, 'educatorNumber'],
  [
    /\b(first|given)\b.*\b(last|family|surname)\b|\b(last|family|surname)\b.*\b(first|given)\b|\bfull name\b|\bname\b.*\bcertificate\b/,
    'name',
  ],
  [/\bfirst name\b/, 'firstName'],
  [/\bmiddle (name|initial)\b/, 'middleName'],
  [/\b(last|family) name\b|\bsurname\b/, 'lastName'],
  [
    /\b(school|district|organi[sz]ation|where do you (work|teach)|employer|escuela|centro|colegio|institucion|donde trabaja|ecole|etablissement|schule|einrichtung)\b/,
    'school',
  ],
  [
    /\b(cuantas|numero de) horas\b|\b(combien|nombre) d ?heures\b|\bwie viele stunden\b|\banzahl (der )?stunden\b|\bquantas horas\b|^(of|no of) (hours|pdus|units)\b/,
    'units',
  ],
  [
    /\b(how many|number of|total) (\w+ )?(hours|pdus|units)\b|\b(hours|pdus|renewal units)\b.*\b(earned|attended|completed)\b/,
    'units',
  ],
  // "Which days did you attend?"
  [/^(which|what|when|where|why)\b.*\b(did|do|have|will) (you|they)\b/, null],
  [
    /\b(did|have) (you|they) (\w+ )?(attend|complete|finish|stay|participate)|\b(asistio|asististe|completaste)\b|\bavez vous\b.*\b(assiste|suivi|termine|complete|participe)|\b(were|are) (you|they) (\w+ )?(present|there|in attendance)\b|\b(do|can) you (\w+ )?(confirm|certify|attest|verify|affirm) (that )?you (have )?(\w+ )?(attended|completed|finished|participated)\b|\bhaben sie\b.*\b(teilgenommen|abgeschlossen|besucht|absolviert)\b|^(usted )?(completo|termino|finalizo) (el|la|los|las|todo|toda)\b|\bi (have )?(fully )?(attended|completed|was present|was there|was in attendance|participated)\b/,
    'completed',
  ],
  [/\bname\b|\bnombre\b|\bnom\b/, 'name'],
];

/** What short headings of people's own sheets say, when none of their words is known. */
const SHORT: [pattern: RegExp, kind: ColumnKind, rank: number][] = [
  [
    /^(?!(requested|claimed|submitted|reported|sub|want|need|office|business|work|working|travel|lunch|prep|drive|service|school|opening|course|event|session|class|volunteer|max|maximum|possible|required|scheduled|offered|available|start)\b)(\w+ ){0,2}(hours|hrs|pdus?|renewal units)( (earned|attended|completed|awarded|credited|approved|granted|confirmed|verified|present|(of|in) (pd|pir|attendance|participation|training|instruction|professional development)))?$/,
    'units',
    3,
  ],
  // What people ask for is less sure than what they get.
  [
    /^(total )?(hours|hrs|pdus?|renewal units|credits)( \w+)? (claimed|requested|submitted|reported|self reported)$|^(claimed|requested|submitted|reported) (hours|hrs|pdus?|renewal units|credits)$/,
    'units',
    3.9,
  ],
  [/^(pdus?|renewal units|hours|credits)( \w+)? to (be )?(award|give|grant|credit|issue)(ed|d|n)?$/, 'units', 1.5],
  // "Checked in to Main list"
  [/^(checked|scanned|signed) in (to|at|for)\b/, 'completed', 2.5],
  [/^\w+ (school|district|campus)$|^(etablissement|ecole) (de |du |d)?\w+$/, 'school', 3],
  [/^\w+ (folio|seid)( (id|no|number|nr))?$|^(folio|seid) \w+$/, 'educatorNumber', 3],
  [
    /^(fully )?(completed|finished|attended|participated|came|passed|met)( (the|all|entire|full|whole|in|both|\d+))*( (it|requirements?|days?|training|course|event|session|sessions|webinar|workshop|class|program|modules?|conference|meeting|academy|institute|series|pd))?$|^full attendance$|^attendance (confirmed|verified|complete)$|^did (they|he|she|you) (finish|complete|attend|come|participate|pass)\b/,
    'completed',
    3,
  ],
];

/** Returns a heading without case, accents and punctuation. */
export const plain = (heading: string) => searchable(heading).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Words after a heading that do not change its meaning: "Prénom du participant". */
const AFTER =
  /\s+(du|de la|de l|del|de los|des|der|of the|of)\s+(participants?|participantes?|partecipant[ei]|asistentes?|teilnehmers?|teilnehmerin|teilnehmenden|stagiaires?|eleve|alumno|attendees?|learners?|students?)$/;
/** The same about somebody other than the attendee: "Nom de l’acheteur". */
const AFTER_OF_OTHERS =
  /\s+(du|de la|de l|de|del|des|der|of the|of)\s+(l?acheteur|comprador|acquirente|ordinante|kaufers|bestellers|buyer|purchaser|organisateur|organizador|anfitrion|veranstalters|formateur|instructor|hosts?|l?hote|gastgebers|anfitrion|parent|padre|superviseur|principal|director)$/;

const words = (heading: string) =>
  searchable(heading)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const NAMES: readonly (ColumnKind | null)[] = ['name', 'firstName', 'middleName', 'lastName'];

/** Returns whether a heading asks for a number of something, such as "Attendee #" or "Student ID". */
const isNumbered = (heading: string) =>
  /[#№]|(?<!\p{L})(no|nr|num|number|id|code|url|count)\.?\s*$/iu.test(heading.trim());

const memory = new Map<string, HeadingMeaning | null>();

/** Returns a heading's meaning; null when its words are unknown, and the kind null when it is never imported. */
export function meaningOf(heading: string): HeadingMeaning | null {
  if (heading === '' || heading.length > 200) return null;
  const known = memory.get(heading);
  if (known !== undefined) return known;
  const meaning = understood(heading);
  if (memory.size > 5_000) memory.clear();
  memory.set(heading, meaning);
  return meaning;
}

const OF_A_DAY =
  /\b(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(day|sday|nesday|rsday|urday)?\b|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)\p{L}*\b|\b(am|pm|morning|afternoon|evening)\b|\d+/giu;

/** Returns a heading of one day or session without it: "Hours - Day 1" is "Hours". */
export const withoutDay = (heading: string) =>
  heading.search(OF_A_DAY) < 0
    ? heading
    : heading.replaceAll(OF_A_DAY, ' ').replaceAll(/\b(day|session|part|week|date)\b/gi, ' ');

/** What a learning system adds to the heading of a grade. */
const OF_A_GRADE = /\s*\[[^\]]*\]\s*\|\s*\d+\s*$/;

/** "Attended (Y/N)" */
const ANSWERS = /[\s(]+(y\s*\/\s*n|yes\s*\/\s*no|true\s*\/\s*false)\s*\)?\s*$/i;

/** A field of a database, such as "individual.lastName" and "school.name". */
const FIELD = /^(?:\w+\.)*([a-z]\w*)\.([a-z]\w*)$/i;

function understood(written: string): HeadingMeaning | null {
  const [, of, field] = FIELD.exec(written) ?? [];
  if (of && field) return understood(`${of} ${field}`) ?? understood(field);
  const heading = written.replace(OF_A_GRADE, '').replace(ANSWERS, '');
  const spaced = words(heading);
  // "#" over the numbers of rows
  if (spaced === '') return /[#№]/.test(heading) ? { kind: null, rank: 0 } : null;
  const whole = plain(heading);
  // Forms add a number to a repeated heading: "Name2".
  const exact = KNOWN.get(whole) ?? KNOWN.get(whole.replace(/\d$/, ''));
  if (exact) return isNumbered(heading) && NAMES.includes(exact.kind) ? { kind: null, rank: 0 } : exact;
  if (KNOWN.get(plain(withoutDay(heading)))?.kind === 'units') return { kind: 'units', rank: 3.5 };
  if (OTHER.has(whole) || OF_THE_MEETING.test(whole)) return { kind: null, rank: 0 };
  // Hours of a course that a person earned are the person's.
  if (
    /^(course|class|event|session|credit) (hours|hrs|credits|units|pdus) (earned|awarded|attended|completed)$/.test(
      spaced,
    )
  )
    return { kind: 'units', rank: 2 };
  if (OF_OTHERS.test(spaced) || AFTER_OF_OTHERS.test(spaced)) return { kind: null, rank: 0 };
  // "Name (Original Name)", "Hours (PDUs)", "Duration (Minutes)".
  const outside = heading.replaceAll(/[([{（【][^)\]}）】]*[)\]}）】]?/g, ' ').trim();
  const parts = heading.split(/[/,|(\n;:)]/).map((part) => part.trim());
  const found = [outside, ...parts]
    .filter(Boolean)
    .flatMap((part) => [part, words(part).replace(BEFORE, ''), words(part).replace(AFTER, '')])
    .map((part) => KNOWN.get(plain(part)))
    .filter((meaning) => meaning !== undefined);
  // "Name - Organization"
  const beforeDash = KNOWN.get(plain(heading.split(/\s[-–—]\s/, 1)[0]!));
  if (beforeDash?.kind === 'name' && beforeDash.rank < 2) found.push(beforeDash);
  const kinds = new Set(found.map(({ kind }) => kind));
  if (kinds.has('firstName') && kinds.has('lastName')) return { kind: 'name', rank: 1 };
  const first = found[0];
  if (first) {
    if (isNumbered(heading) && NAMES.includes(first.kind)) return { kind: null, rank: 0 };
    return first.kind === 'units' && /\b(min|mins|minutes|minuten|minutos)\b/.test(spaced)
      ? { kind: null, rank: 0 }
      : { ...first, rank: first.rank + 0.5 };
  }
  if (OTHER.has(plain(outside)) || OTHER.has(plain(spaced.replace(BEFORE, '')))) return { kind: null, rank: 0 };
  const short = SHORT.find(([pattern]) => pattern.test(spaced));
  if (short) return { kind: short[1], rank: short[2] };
  const asked =
    spaced.split(' ').length > 2 || /\?/.test(heading) ? ASKED.find(([pattern]) => pattern.test(spaced)) : undefined;
  if (asked && /\bcertificat/.test(spaced) && (asked[1] === 'name' || asked[1] === 'email'))
    return { kind: asked[1], rank: 0.5 };
  const longer = spaced.replace(/\bnm\b/, 'name').replace(/ (flag|flg|ind|indicator|yn)$/, '');
  if (longer !== spaced) return understood(longer);
  if (asked)
    return isNumbered(heading) && NAMES.includes(asked[1]) ? { kind: null, rank: 0 } : { kind: asked[1], rank: 4 };
  return null;
}

/** Returns whether a heading describes a whole meeting, such as "Meeting ID". */
export const isOfTheMeeting = (heading: string) => OF_THE_MEETING.test(plain(heading));

/** Returns whether a heading is about the host. */
export const isOfTheHost = (heading: string) => OF_THE_HOST.test(words(heading));
