ALTER TABLE "attendees" ADD COLUMN "own_units" numeric(5, 2);--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_own_units" CHECK ("attendees"."own_units" >= "attendees"."units");--> statement-breakpoint
-- People who had all of their event's hours earned all of them, unless their attendance was counted.
UPDATE attendees a SET own_units = a.units FROM events e
WHERE e.id = a.event_id AND (a.units <> e.hours OR EXISTS (SELECT FROM attendance_results r WHERE r.attendee_id = a.id));--> statement-breakpoint
-- An attendee's units never exceed the event's (DOMAIN, "Units"). Units that do not follow from the hours were entered or
-- counted anew.
CREATE OR REPLACE FUNCTION compare_units() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  event_hours numeric := (SELECT hours FROM events WHERE id = NEW.event_id);
BEGIN
  IF NEW.units > event_hours THEN
    RAISE EXCEPTION 'units above the hours of the event' USING ERRCODE = 'check_violation', CONSTRAINT = 'attendees_units_within_event';
  END IF;
  IF NEW.units <> least(NEW.own_units, event_hours) THEN
    NEW.own_units := nullif(NEW.units, event_hours);
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
DROP TRIGGER attendees_units_compared ON attendees;--> statement-breakpoint
CREATE TRIGGER attendees_units_compared BEFORE INSERT OR UPDATE OF units, own_units, event_id ON attendees FOR EACH ROW EXECUTE FUNCTION compare_units();
