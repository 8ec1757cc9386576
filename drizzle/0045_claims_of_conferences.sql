ALTER TABLE "claims" ADD COLUMN "conference_id" bigint;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_conference_id_conferences_id_fk" FOREIGN KEY ("conference_id") REFERENCES "public"."conferences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- The keys of claims through a conference's link are UUIDs of version 8, those of all others of version 4. Which conference it
-- was, only the session says, if it is still part of one that had a link then.
UPDATE claims SET conference_id = e.conference_id
FROM events e
WHERE e.id = claims.event_id AND substr(claims.request_key::text, 15, 1) = '8' AND EXISTS (
  SELECT FROM conference_links l WHERE l.conference_id = e.conference_id AND l.created_at <= claims.stated_at);
