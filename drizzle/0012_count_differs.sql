ALTER TABLE "events" ADD COLUMN "count_differs" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "events_count_differs" ON "events" USING btree ("provider_id","ends_on","id") WHERE "events"."count_differs";
--> statement-breakpoint
CREATE FUNCTION compare_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.count_differs := NEW.certificate_count IS NOT NULL AND NEW.issued_count <> coalesce(NEW.reported_issued, 0);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_counts_compared BEFORE INSERT OR UPDATE OF certificate_count, issued_count, reported_issued ON events FOR EACH ROW EXECUTE FUNCTION compare_counts();
--> statement-breakpoint
UPDATE events SET issued_count = issued_count WHERE certificate_count IS NOT NULL AND issued_count <> coalesce(reported_issued, 0);
