ALTER TABLE "mails" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
UPDATE "mails" SET "claimed_at" = now() WHERE "state" = 'sending';
