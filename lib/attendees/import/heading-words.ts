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
    'member members teammember groupmember teammembers groupmembers delegate delegates trainee trainees invitee invitees recipient recipients candidate candidates pupil pupils individual individuals enrollee enrollees awardee awardees teachers educators staff people nombre nombres nom noms nome attendee attendees participant participants educator teacher nume registrant student students learner learners employee person participante participantes asistente asistentes teilnehmer teilnehmerin teilnehmerinnen teilnehmende participante estudiante alumno eleve schuler',
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
    'メールアドレス メール ユーザーのメール ユーザーメール ユーザーのメールアドレス 用户邮箱 用户电子邮件 사용자이메일 邮箱 电子邮箱 电子邮件 電子郵件 이메일 почта البريدالالكتروني البريد email emails emailaddress emailaddresses emailid mail mailaddress correo correoelectronico direcciondecorreo direcciondecorreoelectronico direccionemail email1 emailprimary courriel adressecourriel adresseemail adressemail adresseelectronique adressedecourriel adressedemessagerie mel emailadresse mailadresse epost indirizzoemail enderecodeemail',
  ],
  [
    'email',
    2,
    'preferredemail bestemail emailaddr correoinstitucional emailinstitucional dienstemail dienstlicheemail schoolemail schoolemailaddress workemail workemailaddress districtemail personalemail homeemail otheremail alternateemail secondaryemail email2',
  ],
  ['email', 3, 'contactemail emailcontact officeemail schoolcontactemail groupemail'],
  [
    'otherEmail',
    3,
    'learnerid identifier participantidentifier login loginname userlogin participantidupn upn userprincipalname siloginid loginid sisloginid login userid emailorphone',
  ],
  [
    'school',
    1,
    '所属校 学校名称 学校園 勤務先 소속 소속학교 organizacja placowka instytucja scoala skola szkola szkoła skolen iskola 学校 学校名 所属 勤務校 单位 工作单位 所在单位 所在学校 학교 школа المدرسة truong school schools schoolname schoolordistrict schoolanddistrict schooldistrict schoolsite schoolbuilding yourschool escuela colegio centro centroeducativo centroescolar nombredelaescuela nombredelcentro nombredelainstitucion ecole etablissement nomdeletablissement nomdelecole schule schulname scuola escola',
  ],
  [
    'school',
    2,
    'worksite structure structureemployeuse orgname centredeservicesscolaire placeofemployment placeofwork org sch schl organization organizationname organisation organisationname employer accountname account organisme site building buildingname bldg bldgname loc worklocation homelocation primarylocation campus homeschool homeschoolname campusname sitename dienststelle schulort workplace agency company companyname companyorganization affiliation affil institution institutionname university college division firma unternehmen einrichtung institut organizacion empresa institucion institucioneducativa unidadeducativa centrodetrabajo planteleducativo entreprise organisme societe istituto azienda instituicao',
  ],
  // A building is more specific.
  [
    'school',
    2.6,
    'lea dist district districts districtname schoolsystem distrito distritoescolar schulbezirk commissionscolaire districtscolaire',
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
    'teilnahmevollstandig vollstandigteilgenommen valide validee validation ukonczył ukonczyła ukonczyl ukonczyla ukonczono ukonczony ukonczenie zaliczono zaliczenie acredito acreditado dokonceno splneno voltooid afgerond slutford fullfort gennemfort befejezte elvegezte 修了状況 受講状況 完了状況 是否结业 结业 이수 이수여부 завершено completamento conclusao concluida 完了 修了 是否完成 完成 完成情况 수료 completed complete completion completionstatus completiondate cmpldate compldate compdate completeddate dateofcompletion finishdate datefinished datecompleted completedat completedon passed passfail passnopass passedfailed apto finished completado completada finalizado fechadefinalizacion termine terminee acheve complete dachevement datedachevement done erledigt hecho fait abgeschlossen abschlussdatum bestanden completato concluido',
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
    'percentcomplete percentcompleted pctcomplete percentagecomplete completionpercent completionpercentage anwesenheitin anwesenheitinprozent presenceen presenceenpourcentage asistenciaen asistenciaenporcentaje',
  ],
  // Who checked in has come, whatever the status of the ticket.
  [
    'completed',
    2.5,
    'attendeddate dateattended attendedon attendedat checkedin checkin checkedinat checkinstatus checkindate checkintime checkinat checkins arrived eingecheckt checkinday1 scannedat scannedin scanin scantime scandate scantimestamp timescanned scanned signedin signedinat',
  ],
  [
    'completed',
    3,
    'campaignmemberstatus certificatestatus certstatus sessionattended sessionsattended condicion situacion situacao estatus partstatus participationstatus participantstatus learnerstatus teilnahmestatus anwesenheitsstatus kursstatus estadodeasistencia estatusdeasistencia statutdepresence statutdeparticipation finalstatus trainingstatus sessionstatus enrollmentstatus enrolmentstatus coursesessionstatus status statut estado zustand stato attendeestatus ticketstatus rsvpstatus attendancerate attendancepercentage attendancepercent percentattended registrodeentrada teilnehmerstatus statutduparticipant estadodelasistente registrado acreditado enregistre attend attends att result results outcome',
  ],
];

/** The meanings of the spellings. */
export const KNOWN = new Map<string, HeadingMeaning>();
for (const [kind, rank, spellings] of SPELLINGS) {
  for (const spelling of spellings.split(' ')) if (!KNOWN.has(spelling)) KNOWN.set(spelling, { kind, rank });
}

/** Headings of platforms that are not imported; they distinguish a line of headings from a line of people. */
export const OTHER = new Set(
  'fonction matin apresmidi funcion cargo puesto manana tarde funktion vormittag nachmittag vormittags nachmittags ゲスト 参加時刻 退出時刻 時間分 所要時間分 待機室 加入时间 离开时间 时长分钟 访客 参加時間 退出時間 참가시간 나간시간 시간분 rank correctanswers incorrectanswers totalscore totalscorepoints response timestamp submitteddatetime submittedat submissiondate starttime endtime completiontime lastmodifiedtime jointime leavetime jointimefirst firstjoin lastleave firstjointime lastleavetime joinedat firstseen firstseenat lastseen lastseenat timeincall timeinmeeting callduration leftat joined left timejoined timeexited arrivaltime duration durationminutes totaldurationminutes totalduration timeinsessionminutes timeinsession inmeetingduration attendanceduration guest isguest recordingconsent recordingdisclaimerresponse inwaitingroom role userrole id no number nr idnumber studentid sisid sisuserid siuserid ticket tickettype ticketname ticketid orderid ordernumber order orderdate ordertype quantity price total amount amountpaid phone phonenumber cellphone mobile telephone registrationtime registrationdate registeredat registered createdat createddate approvalstatus countryregionname country region useraction action attendee barcode section sections group groups grade gradelevel gradesubject currentscore finalscore currentgrade finalgrade coursetotalreal comments comment notes note am pm signature signed initials date time title position jobtitle department address city state zip zipcode postalcode prefix salutation anrede qrcode qrcodeurl uniqueurl apiid customsource discountcode couponcode networkname connectiontype devicetype device audiotype invited event eventname meeting meetingname meetingid topic username participantid lastdownloadedfromthiscourse lastaccess progress score points uhrzeit datum dauer dauerminuten beitrittszeit austrittszeit rolle telefon hora fecha duracion duracionminutos rol horadeentrada horadesalida heuredarrivee heurededepart heuredentree heuredesortie duree dureeminutes telephone ville pays iddeusuariodelsis iddeiniciodesesiondelsis seccion puntajeactual puntajefinal calificacionfinal notefinale horaderegistro estadodeaprobacion'.split(
    ' ',
  ),
);
