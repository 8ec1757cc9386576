ALTER TABLE "learning_system_keys" ADD COLUMN "signed_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "learning_system_keys" ADD COLUMN "refused_event_id" bigint;--> statement-breakpoint
ALTER TABLE "learning_system_keys" ADD COLUMN "refused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "learning_system_keys" ADD CONSTRAINT "learning_system_keys_refused_event_id_events_id_fk" FOREIGN KEY ("refused_event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;