CREATE TABLE "event_cancellations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_cancellations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"by" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"request_id" bigint
);
--> statement-breakpoint
DROP INDEX "events_unreported";--> statement-breakpoint
DROP INDEX "events_unreported_everywhere";--> statement-breakpoint
DROP INDEX "events_count_differs";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "canceled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "event_cancellations" ADD CONSTRAINT "event_cancellations_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_cancellations" ADD CONSTRAINT "event_cancellations_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_cancellations" ADD CONSTRAINT "event_cancellations_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_cancellations_event" ON "event_cancellations" USING btree ("event_id","id");--> statement-breakpoint
CREATE INDEX "events_canceled" ON "events" USING btree ("provider_id","ends_on","id") WHERE "events"."canceled_at" is not null;--> statement-breakpoint
CREATE INDEX "events_unreported" ON "events" USING btree ("provider_id","ends_on","id") WHERE "events"."certificate_count" is null and "events"."canceled_at" is null;--> statement-breakpoint
CREATE INDEX "events_unreported_everywhere" ON "events" USING btree ("ends_on","id") WHERE "events"."certificate_count" is null and "events"."canceled_at" is null;--> statement-breakpoint
CREATE INDEX "events_count_differs" ON "events" USING btree ("provider_id","ends_on","id") WHERE "events"."count_differs" and "events"."canceled_at" is null;--> statement-breakpoint
CREATE TRIGGER event_cancellations_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event_cancellations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The latest row says whether the event is canceled. The use case locks the event first, so rows of one event come one
-- after another.
CREATE FUNCTION show_latest_cancellation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE events SET canceled_at = CASE NEW.kind WHEN 'canceled' THEN NEW.at END WHERE id = NEW.event_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER event_cancellations_shown AFTER INSERT ON event_cancellations FOR EACH ROW EXECUTE FUNCTION show_latest_cancellation();
