ALTER TABLE "roster_uploads" ADD COLUMN "about" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "roster_uploads" ADD COLUMN "file" "bytea";