ALTER TABLE attendees ADD CONSTRAINT attendees_current_certificate FOREIGN KEY (current_certificate_id) REFERENCES named_certificates (id);
--> statement-breakpoint
ALTER TABLE mails ADD CONSTRAINT mails_certificate FOREIGN KEY (certificate_id) REFERENCES named_certificates (id);
--> statement-breakpoint
-- At the end of the transaction: the ending is written first, then the certificate that takes the place.
ALTER TABLE certificate_endings ADD CONSTRAINT certificate_endings_successor
  FOREIGN KEY (superseded_by) REFERENCES named_certificates (serial) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
CREATE TRIGGER signatures_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON signatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER event_signings_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event_signings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_bases_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON certificate_bases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER named_certificates_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON named_certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_endings_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON certificate_endings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A PDF is compressed already.
ALTER TABLE certificate_bases ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE named_certificates ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE attendees SET (fillfactor = 85);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION show_latest_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE events SET certificate_count = NEW.count, reported_issued = NEW.issued WHERE id = NEW.event_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- DOMAIN, "Units": an attendee's units never exceed the event's.
CREATE FUNCTION compare_units() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.units > (SELECT hours FROM events WHERE id = NEW.event_id) THEN
    RAISE EXCEPTION 'units above the hours of the event' USING ERRCODE = 'check_violation', CONSTRAINT = 'attendees_units_within_event';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER attendees_units_compared BEFORE INSERT OR UPDATE OF units, event_id ON attendees FOR EACH ROW EXECUTE FUNCTION compare_units();
--> statement-breakpoint
-- One certificate that holds for each attendee, and only for who completed the event (M13).
CREATE FUNCTION hold_certificates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held bigint;
BEGIN
  UPDATE attendees a SET current_certificate_id = n.id
  FROM new_rows n
  WHERE a.id = n.attendee_id AND a.event_id = n.event_id AND a.completed AND a.removed_at IS NULL AND a.current_certificate_id IS NULL;
  GET DIAGNOSTICS held = ROW_COUNT;
  IF held <> (SELECT count(*) FROM new_rows) THEN
    RAISE EXCEPTION 'an attendee has a certificate already, or may have none' USING ERRCODE = 'unique_violation', CONSTRAINT = 'attendees_one_certificate';
  END IF;
  UPDATE events e SET issued_count = e.issued_count + n.made
  FROM (SELECT event_id, count(*) AS made FROM new_rows GROUP BY event_id) n
  WHERE e.id = n.event_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER named_certificates_held AFTER INSERT ON named_certificates REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION hold_certificates();
--> statement-breakpoint
CREATE FUNCTION end_certificates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE attendees a SET current_certificate_id = NULL
  FROM new_rows n JOIN named_certificates c ON c.id = n.certificate_id
  WHERE a.id = c.attendee_id AND a.current_certificate_id = c.id;
  UPDATE events e SET issued_count = e.issued_count - n.ended
  FROM (SELECT c.event_id, count(*) AS ended FROM new_rows r JOIN named_certificates c ON c.id = r.certificate_id GROUP BY c.event_id) n
  WHERE e.id = n.event_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_endings_told AFTER INSERT ON certificate_endings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION end_certificates();
