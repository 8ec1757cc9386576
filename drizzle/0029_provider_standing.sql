CREATE TABLE "proposals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"asked" jsonb NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" bigint NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"note" text,
	CONSTRAINT "proposals_decided" CHECK (("proposals"."status" = 'open') = ("proposals"."decided_at" is null)),
	CONSTRAINT "proposals_second_person" CHECK ("proposals"."status" <> 'confirmed' or ("proposals"."decided_by" is not null and "proposals"."decided_by" <> "proposals"."proposed_by"))
);
--> statement-breakpoint
CREATE TABLE "provider_standings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_standings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"standing" text NOT NULL,
	"standing_before" text NOT NULL,
	"from_day" date NOT NULL,
	"review_on" date,
	"reason" text NOT NULL,
	"by" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"proposal_id" bigint,
	CONSTRAINT "provider_standings_second_person" CHECK ("provider_standings"."standing" not in ('suspended', 'withdrawn', 'closed') or "provider_standings"."proposal_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "standing" text DEFAULT 'good' NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "standing_from" date;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "standing_before" text DEFAULT 'good' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_standings" ADD CONSTRAINT "provider_standings_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_standings" ADD CONSTRAINT "provider_standings_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_standings" ADD CONSTRAINT "provider_standings_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_open" ON "proposals" USING btree ("provider_id") WHERE "proposals"."status" = 'open';--> statement-breakpoint
CREATE INDEX "proposals_provider" ON "proposals" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "provider_standings_provider" ON "provider_standings" USING btree ("provider_id","id");--> statement-breakpoint
CREATE TRIGGER provider_standings_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_standings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The latest row says how the provider stands. The use case locks the provider first, so rows of one provider come one
-- after another.
CREATE FUNCTION show_latest_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE providers SET standing = NEW.standing, standing_from = NEW.from_day, standing_before = NEW.standing_before
  WHERE id = NEW.provider_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER provider_standings_shown AFTER INSERT ON provider_standings FOR EACH ROW EXECUTE FUNCTION show_latest_standing();
