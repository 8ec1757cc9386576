CREATE TABLE "distinct_attendees" (
	"first_id" bigint NOT NULL,
	"second_id" bigint NOT NULL,
	"decided_by" bigint,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "distinct_attendees_first_id_second_id_pk" PRIMARY KEY("first_id","second_id"),
	CONSTRAINT "distinct_attendees_in_order" CHECK ("distinct_attendees"."first_id" < "distinct_attendees"."second_id")
);
--> statement-breakpoint
CREATE TABLE "learner_ids" (
	"event_id" bigint NOT NULL,
	"id_hash" text NOT NULL,
	"folded_hash" text NOT NULL,
	"attendee_id" bigint NOT NULL,
	CONSTRAINT "learner_ids_event_id_id_hash_pk" PRIMARY KEY("event_id","id_hash")
);
--> statement-breakpoint
CREATE TABLE "roster_markings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "roster_markings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"attendee_ids" bigint[] NOT NULL,
	"marked_by" bigint NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "name_key" text GENERATED ALWAYS AS (normalize(btrim(replace(replace(replace(replace(translate(regexp_replace(regexp_replace(lower(translate(normalize(translate(name, '''’‘‛`´′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳', ''), NFKD), '''’‘‛`´′‵ʹʺʻʼʽʾʿˈˊˋꞋꞌ՚׳.', '')), '([a-z\u00df-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ca\uab30-\uab64])[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+', '\1', 'g'), '[-\u2010-\u2015[:space:]]+', ' ', 'g'), 'øłđðħıŋς', 'olddhinσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')), NFC)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
ALTER TABLE "issuing_runs" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "distinct_attendees" ADD CONSTRAINT "distinct_attendees_first_id_attendees_id_fk" FOREIGN KEY ("first_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_attendees" ADD CONSTRAINT "distinct_attendees_second_id_attendees_id_fk" FOREIGN KEY ("second_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distinct_attendees" ADD CONSTRAINT "distinct_attendees_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_ids" ADD CONSTRAINT "learner_ids_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_ids" ADD CONSTRAINT "learner_ids_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_markings" ADD CONSTRAINT "roster_markings_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_markings" ADD CONSTRAINT "roster_markings_marked_by_users_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "distinct_attendees_second" ON "distinct_attendees" USING btree ("second_id");--> statement-breakpoint
CREATE INDEX "learner_ids_folded" ON "learner_ids" USING btree ("event_id","folded_hash");--> statement-breakpoint
CREATE INDEX "learner_ids_attendee" ON "learner_ids" USING btree ("attendee_id");--> statement-breakpoint
CREATE INDEX "roster_markings_event" ON "roster_markings" USING btree ("event_id","id");--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_merged_into_attendees_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."attendees"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendees_name" ON "attendees" USING btree ("event_id","name_key") WHERE "attendees"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "attendees_merged" ON "attendees" USING btree ("merged_into") WHERE "attendees"."merged_into" is not null;--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_merged_are_removed" CHECK ("attendees"."merged_into" is null or "attendees"."removed_at" is not null);--> statement-breakpoint
CREATE TRIGGER distinct_attendees_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON distinct_attendees FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The ids of learning systems were part of the identity; their case was not folded.
INSERT INTO learner_ids (event_id, id_hash, folded_hash, attendee_id)
SELECT DISTINCT ON (event_id, identity) event_id, substr(identity, 12), substr(identity, 12), id
FROM attendees WHERE identity ~ '^learner:id:[0-9a-f]{64}$'
ORDER BY event_id, identity, removed_at NULLS FIRST, id DESC;
