ALTER TABLE "roster_markings" ADD COLUMN "versions" integer[];--> statement-breakpoint
-- A mark wrote the same moment into the marking and its people, so people who still have it were not changed since.
UPDATE roster_markings SET versions = array(
  SELECT CASE WHEN a.updated_at = roster_markings.marked_at THEN a.version ELSE 0 END
  FROM unnest(attendee_ids) WITH ORDINALITY AS m(id, at) LEFT JOIN attendees a ON a.id = m.id ORDER BY m.at)
WHERE undone_at IS NULL;
