ALTER TABLE "certificates" ALTER COLUMN "template_version" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "named_certificates" ALTER COLUMN "template_version" SET DATA TYPE text;