CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER certificates_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON certificates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER certificate_reports_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON certificate_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The latest report is the event's count. The event's row is locked first by whoever reports, so reports of one
-- event come one after another and the last one inserted is the last one written here.
CREATE FUNCTION show_latest_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE events SET certificate_count = NEW.count WHERE id = NEW.event_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_reports_shown AFTER INSERT ON certificate_reports FOR EACH ROW EXECUTE FUNCTION show_latest_report();
--> statement-breakpoint
-- Each entry carries the hash of the one before it. The lock makes entries of parallel transactions follow one
-- another; the id is drawn under the lock, so that the order of ids is the order of the chain.
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_entries'));
  NEW.id := nextval(pg_get_serial_sequence('audit_entries', 'id'));
  NEW.previous_hash := coalesce((SELECT hash FROM audit_entries ORDER BY id DESC LIMIT 1), '');
  NEW.hash := encode(sha256(convert_to(concat_ws('|',
    NEW.previous_hash, NEW.id, extract(epoch FROM NEW.at), coalesce(NEW.user_id, 0), coalesce(NEW.provider_id, 0),
    NEW.action, NEW.subject, NEW.details::text), 'UTF8')), 'hex');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_chained BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();
--> statement-breakpoint
-- A PDF is compressed already; trying again costs time at each print.
ALTER TABLE certificates ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
-- Updates of a count or a title stay on their page as long as there is room.
ALTER TABLE events SET (fillfactor = 90);
--> statement-breakpoint
-- The first list of event categories (DOMAIN, "Event categories"); staff manage it from here on.
INSERT INTO event_categories (name, position)
SELECT name, row_number() OVER () * 10 FROM unnest(ARRAY[
  'English language arts and literacy', 'Mathematics', 'Science', 'Social studies', 'Arts', 'Health and physical education',
  'World languages', 'Career and technical education', 'Library and media', 'Computer science', 'Indian Education for All',
  'Special education', 'English learners', 'Early childhood', 'School counselling and mental health',
  'School climate and safety', 'Classroom management', 'Assessment and data', 'Technology and digital learning',
  'Leadership and administration']) AS name;
