CREATE TABLE "interim_counts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "interim_counts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"as_of" date NOT NULL,
	"count" integer NOT NULL,
	"issued" integer DEFAULT 0 NOT NULL,
	"recorded_by" bigint NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "interim_counts_on_june_30" CHECK (extract(month from "interim_counts"."as_of") = 6 and extract(day from "interim_counts"."as_of") = 30),
	CONSTRAINT "interim_counts_not_negative" CHECK ("interim_counts"."count" >= 0),
	CONSTRAINT "interim_counts_issued_within_count" CHECK ("interim_counts"."issued" between 0 and "interim_counts"."count")
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "continues_event_id" bigint;--> statement-breakpoint
ALTER TABLE "interim_counts" ADD CONSTRAINT "interim_counts_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interim_counts" ADD CONSTRAINT "interim_counts_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "interim_counts_request_key_unique" ON "interim_counts" USING btree ("request_key");--> statement-breakpoint
CREATE INDEX "interim_counts_event" ON "interim_counts" USING btree ("event_id","as_of","id");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_continues_event_id_events_id_fk" FOREIGN KEY ("continues_event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "events_continues_unique" ON "events" USING btree ("continues_event_id");--> statement-breakpoint
CREATE INDEX "events_always_open" ON "events" USING btree ("provider_id","ends_on","id") WHERE "events"."asynchronous" and "events"."canceled_at" is null;--> statement-breakpoint
CREATE INDEX "events_always_open_everywhere" ON "events" USING btree ("ends_on","id") WHERE "events"."asynchronous" and "events"."canceled_at" is null;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_continues_another" CHECK ("events"."continues_event_id" <> "events"."id");--> statement-breakpoint
-- By hand:
CREATE TRIGGER interim_counts_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON interim_counts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Links of one year of a course lead to the next one, so an entry never changes which year it follows.
CREATE FUNCTION refuse_other_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'event % keeps the year that it continues', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_continue_one_course BEFORE UPDATE OF continues_event_id ON events FOR EACH ROW
  WHEN (OLD.continues_event_id IS DISTINCT FROM NEW.continues_event_id) EXECUTE FUNCTION refuse_other_course();
