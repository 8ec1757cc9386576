import type postgres from 'postgres';

/** The two providers whose lists are compared, and the people who sign in for them. */
export type BenchProviders = { small: BenchProvider; large: BenchProvider };
export type BenchProvider = { providerId: number; userId: number };

const TOTAL = 1_000_000;
/** The providers that share the events of neither of the two. */
const OTHERS = 2_000;

export const COMMON_WORD = 'online';
/** Appears in three events of each provider, and in a few hundred others. */
export const RARE_WORD = 'quillwork';
export const MISSING_WORD = 'zeppelin';
/** Each word appears in thousands of events of the large provider, but few events have all three. */
export const FREQUENT_WORDS_TOGETHER = 'dana whitehorse retreat';

/** Finds the two providers in a database that was loaded earlier. */
export async function findLoaded(sql: postgres.Sql): Promise<BenchProviders | null> {
  const rows = await sql<{ username: string; user_id: string; provider_id: string }[]>`
    select u.username, m.user_id, m.provider_id from users u join memberships m on m.user_id = u.id
    where u.username in ('bench-small', 'bench-large') order by u.username desc`;
  const [small, large] = rows.map((row) => ({ userId: Number(row.user_id), providerId: Number(row.provider_id) }));
  return small && large ? { small, large } : null;
}

/**
 * Loads a table as it may look after many years: a provider with 200 events, one with 100,000, and some 2,000 others that
 * share the rest. Set-based; dropping the indexes and rebuilding them at the end makes it a matter of minutes.
 */
export async function loadEvents(sql: postgres.Sql, total = TOTAL, others = OTHERS): Promise<BenchProviders> {
  const small = await addProvider(sql, 'Bench: small provider', 'bench-small');
  const large = await addProvider(sql, 'Bench: large provider', 'bench-large');
  await sql`insert into providers (name, phone, kind, type)
    select 'Bench: provider ' || n, '(406) 555-0100', 'multiple_event', 'school_district' from generate_series(1, ${others}::int) n`;
  const [first] = await sql<
    { first: string }[]
  >`select min(id) as first from providers where name like 'Bench: provider %'`;

  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid in ('events'::regclass, 'event_category_links'::regclass) and not i.indisprimary`;
  await sql.unsafe(`set maintenance_work_mem = '1GB'; set synchronous_commit = off; set statement_timeout = 0`);
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;

  await sql`
    with words as (select ${TOPICS}::text[] as topics, ${FORMS}::text[] as forms, ${PEOPLE}::text[] as people, ${TOWNS}::text[] as towns),
    drawn as (
      select n, hashint8(n)::bigint & 2147483647 as a, hashint8(n * 31 + 7)::bigint & 2147483647 as b,
        hashint8(n * 131 + 3)::bigint & 2147483647 as c
      from generate_series(1, ${total}::int) n
    ),
    facts as (
      select n, a, b, c,
        case when n % 10 = 3 then ${large.providerId}::bigint when n % 5000 = 7 then ${small.providerId}::bigint
          else ${Number(first!.first)}::bigint + a % ${others}::int end as provider_id,
        topics[1 + a % cardinality(topics)] || ': ' || forms[1 + b % cardinality(forms)] || ', part ' || 1 + c % 40 as title,
        people[1 + b % cardinality(people)] as instructor,
        'Participants study current practice, try it with colleagues and leave with a plan for their own classroom in '
          || towns[1 + (a + b) % cardinality(towns)] || '. Code ' || lpad(to_hex(c), 8, '0')
          || case when n in (7 + 5000 * 3, 7 + 5000 * 77, 7 + 5000 * 150) or n in (3 + 10 * 3, 3 + 10 * 7777, 3 + 10 * 81150)
            or (n % 2003 = 1 and n % 10 <> 3 and n % 5000 <> 7) then ' Includes the quillwork collection.' else '' end as description,
        towns[1 + c % cardinality(towns)] as town, a % 3 = 0 as online,
        current_date + 120 - 3650 + (n::bigint * 3650 / ${total}::int)::int + (b % 90)::int - 45 as starts_on,
        case when a % 9 = 0 then 30 when a % 4 = 0 then 2 else 0 end as days
      from drawn, words
    )
    insert into events (provider_id, title, instructor, description, starts_on, ends_on, location_kind, city, state, zip,
      hours, certificate_count, search_text, attested_by, attested_at, created_by, created_at, updated_by, updated_at, request_key)
    select provider_id, title, instructor, description, starts_on, starts_on + days,
      case when online then 'online' else 'in_person' end,
      case when online then null else town end, case when online then null else 'MT' end, case when online then null else '59601' end,
      (1 + c % 60) * 0.25, case when starts_on + days < current_date and b % 33 <> 0 then c % 90 end,
      ' ' || lower(title || ' ' || instructor || ' ' || case when online then 'online' else town end || ' ' || description),
      ${small.userId}, now(), ${small.userId}, now(), ${small.userId}, now(), gen_random_uuid()
    from facts`;
  await sql`
    insert into event_category_links (event_id, category_id)
    select e.id, k.id from events e join event_categories k
      on k.id in (1 + (hashint8(e.id) & 2147483647) % 20, 1 + (hashint8(e.id + 5) & 2147483647) % 19)
    where e.attested_by = ${small.userId}`;
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql`vacuum (analyze) events`;
  await sql`vacuum (analyze) event_category_links`;
  return { small, large };
}

async function addProvider(sql: postgres.Sql, name: string, username: string): Promise<BenchProvider> {
  const [provider] = await sql<{ id: string }[]>`
    insert into providers (name, phone, kind, type) values (${name}, '(406) 555-0100', 'multiple_event', 'school_district') returning id`;
  const [user] = await sql<{ id: string }[]>`
    insert into users (username, name, email) values (${username}, ${name}, ${`${username}@example.org`}) returning id`;
  const providerId = Number(provider!.id);
  const userId = Number(user!.id);
  await sql`insert into memberships (user_id, provider_id, role) values (${userId}, ${providerId}, 'manager')`;
  return { providerId, userId };
}

const TOPICS = [
  'Reading fluency',
  'Number sense',
  'Science notebooks',
  'Indian Education for All',
  'Restorative circles',
  'Trauma-informed practice',
  'Co-teaching',
  'Structured literacy',
  'Classroom assessment',
  'Robotics',
  'Early numeracy',
  'Salish language',
  'Beadwork as geometry',
  'Band and orchestra',
  'Emergency operations',
  'Library makerspaces',
  'Instructional coaching',
  'Treaty literacy',
  'Outdoor school',
  'Argument writing',
  'Dyslexia',
  'English learners',
  'School gardens',
  'Digital citizenship',
  'Welding safety',
  'Fractions with meaning',
];
const FORMS = [
  'workshop',
  'summer institute',
  'book study',
  'live webinar',
  'cohort',
  'academy',
  'lab',
  'seminar',
  'conference session',
  'planning day',
  'coaching cycle',
  'field day',
  'retreat',
];
const PEOPLE = [
  'Dana Whitehorse',
  'Joseph Littlebear',
  'Kari OLeary',
  'Thomas Rask',
  'Priya Raman',
  'Zoe Nandu',
  'Luke Vandersloot',
  'Elena Markham',
  'Maribel Nunez',
  'Henry Aasheim',
  'Rosa Delgado',
  'Ingrid Solberg',
  'Ana Fuentes',
  'Marcus Bell',
  'Grace Odegaard',
  'Pete Harlow',
  'Kwame Asante',
  'Aspen Decker',
  'Simone Archer',
  'Owen Castellanos',
  'Farah al-Amin',
  'Stephen Pierre',
  'Salisha Old Bull',
];
const TOWNS = [
  'Helena',
  'Bozeman',
  'Billings',
  'Missoula',
  'Great Falls',
  'Butte',
  'Kalispell',
  'Havre',
  'Miles City',
  'Glendive',
  'Pablo',
  'Polson',
  'Browning',
  'Lewistown',
  'Livingston',
  'Dillon',
  'Wolf Point',
];
