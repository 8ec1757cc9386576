ALTER TABLE "sessions" ADD COLUMN "set_up_secret" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "set_up_begun_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_set_up_begun" CHECK (("sessions"."set_up_secret" is null) = ("sessions"."set_up_begun_at" is null));--> statement-breakpoint
-- By hand: secrets that were never confirmed belong to no session, so their people begin again.
UPDATE users SET two_step_secret = null, two_step_last_step = null WHERE two_step_confirmed_at IS NULL AND two_step_secret IS NOT NULL;
