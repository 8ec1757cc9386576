-- By hand, before "conference" is dropped. The sessions that one provider gave the same conference name, whatever the
-- case of its letters, become one conference; a name that comes back in another year, more than 180 days after the last
-- session before, is another one.
WITH named AS (
  SELECT id, provider_id, conference AS name, lower(conference) AS key, starts_on, ends_on, created_by, created_at,
    city || ', ' || state AS place,
    max(ends_on) OVER (PARTITION BY provider_id, lower(conference) ORDER BY starts_on, id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_day_before
  FROM events WHERE conference IS NOT NULL
), sessions AS (
  SELECT *, count(*) FILTER (WHERE starts_on - last_day_before > 180
      AND extract(year FROM starts_on) > extract(year FROM last_day_before))
    OVER (PARTITION BY provider_id, key ORDER BY starts_on, id) AS occurrence
  FROM named
), added AS (
  INSERT INTO conferences (provider_id, name, starts_on, ends_on, place, created_by, created_at, updated_by, updated_at,
    request_key)
  SELECT provider_id, (array_agg(name ORDER BY starts_on DESC, id DESC))[1], min(starts_on), max(ends_on),
    coalesce(mode() WITHIN GROUP (ORDER BY place), ''), (array_agg(created_by ORDER BY created_at, id))[1],
    min(created_at), (array_agg(created_by ORDER BY created_at, id))[1], min(created_at), gen_random_uuid()
  FROM sessions GROUP BY provider_id, key, occurrence
  RETURNING id, provider_id, lower(name) AS key, starts_on, ends_on
)
UPDATE events SET conference_id = added.id FROM sessions, added
WHERE events.id = sessions.id AND added.provider_id = sessions.provider_id AND added.key = sessions.key
  AND sessions.starts_on BETWEEN added.starts_on AND added.ends_on;
--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_conference_id_conferences_id_fk";
--> statement-breakpoint
DROP INDEX "events_by_conference";--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_conference_of_provider" FOREIGN KEY ("conference_id","provider_id") REFERENCES "public"."conferences"("id","provider_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendees_counted" ON "attendees" USING btree ("event_id","completed","current_certificate_id") WHERE "attendees"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "conferences_everywhere_by_start" ON "conferences" USING btree ("starts_on","id");--> statement-breakpoint
ALTER TABLE "events" DROP COLUMN "conference";
--> statement-breakpoint
-- By hand: a merge moves sessions and conferences to another provider one after the other, and checks the rest at its end.
ALTER TABLE events ALTER CONSTRAINT events_conference_of_provider DEFERRABLE INITIALLY IMMEDIATE;
