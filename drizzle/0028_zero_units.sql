ALTER TABLE "attendees" DROP CONSTRAINT "attendees_units_in_quarters";--> statement-breakpoint
ALTER TABLE "attendance_facts" ADD COLUMN "day" date;--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_completed_with_units" CHECK (not "attendees"."completed" or "attendees"."units" > 0);--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_units_in_quarters" CHECK ("attendees"."units" >= 0 and mod("attendees"."units" * 4, 1) = 0);--> statement-breakpoint
-- People whose attendance came to nothing had the smallest amount until now.
UPDATE attendees a SET units = 0, version = a.version + 1
FROM (SELECT DISTINCT ON (attendee_id) attendee_id, units FROM attendance_results ORDER BY attendee_id, id DESC) r
WHERE r.attendee_id = a.id AND r.units = 0 AND a.units = 0.25 AND NOT a.completed;
