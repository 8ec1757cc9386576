ALTER TABLE "issuing_runs" ADD COLUMN "pause_reason" text;--> statement-breakpoint
ALTER TABLE "named_certificates" ADD COLUMN "search_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "attendees_without_certificate" ON "attendees" USING btree ("event_id","id") WHERE "attendees"."completed" and "attendees"."removed_at" is null and "attendees"."current_certificate_id" is null;