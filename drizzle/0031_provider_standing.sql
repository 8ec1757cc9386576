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
CREATE TABLE "provider_export_parts" (
	"export_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "provider_export_parts_export_id_position_pk" PRIMARY KEY("export_id","position")
);
--> statement-breakpoint
CREATE TABLE "provider_exports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_exports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"asked_by" bigint NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"sha256" text,
	"length" bigint
);
--> statement-breakpoint
CREATE TABLE "provider_merge_rows" (
	"merge_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"row_id" bigint NOT NULL,
	"role" text,
	"was_there" boolean DEFAULT false NOT NULL,
	CONSTRAINT "provider_merge_rows_merge_id_kind_row_id_pk" PRIMARY KEY("merge_id","kind","row_id")
);
--> statement-breakpoint
CREATE TABLE "provider_merges" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_merges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"target_id" bigint NOT NULL,
	"proposal_id" bigint NOT NULL,
	"merged_by" bigint NOT NULL,
	"merged_at" timestamp with time zone NOT NULL,
	"undone_by" bigint,
	"undone_at" timestamp with time zone,
	CONSTRAINT "provider_merges_two" CHECK ("provider_merges"."source_id" <> "provider_merges"."target_id")
);
--> statement-breakpoint
CREATE TABLE "provider_notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"text" text NOT NULL,
	"by" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL
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
ALTER TABLE "providers" ADD COLUMN "merged_into" bigint;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_export_parts" ADD CONSTRAINT "provider_export_parts_export_id_provider_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."provider_exports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_exports" ADD CONSTRAINT "provider_exports_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_exports" ADD CONSTRAINT "provider_exports_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merge_rows" ADD CONSTRAINT "provider_merge_rows_merge_id_provider_merges_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."provider_merges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_source_id_providers_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_target_id_providers_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_merged_by_users_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_merges" ADD CONSTRAINT "provider_merges_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_notes" ADD CONSTRAINT "provider_notes_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_notes" ADD CONSTRAINT "provider_notes_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_standings" ADD CONSTRAINT "provider_standings_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_standings" ADD CONSTRAINT "provider_standings_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_standings" ADD CONSTRAINT "provider_standings_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_open" ON "proposals" USING btree ("provider_id") WHERE "proposals"."status" = 'open';--> statement-breakpoint
CREATE INDEX "proposals_provider" ON "proposals" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "provider_exports_provider" ON "provider_exports" USING btree ("provider_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_exports_one_running" ON "provider_exports" USING btree ("provider_id") WHERE "provider_exports"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "provider_exports_asked" ON "provider_exports" USING btree ("asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_merges_proposal_unique" ON "provider_merges" USING btree ("proposal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_merges_one_in_force" ON "provider_merges" USING btree ("source_id") WHERE "provider_merges"."undone_at" is null;--> statement-breakpoint
CREATE INDEX "provider_merges_target" ON "provider_merges" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "provider_notes_provider" ON "provider_notes" USING btree ("provider_id","id");--> statement-breakpoint
CREATE INDEX "provider_standings_provider" ON "provider_standings" USING btree ("provider_id","id");--> statement-breakpoint
ALTER TABLE "providers" ADD CONSTRAINT "providers_merged_into_providers_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
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
--> statement-breakpoint
CREATE TRIGGER provider_notes_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER provider_merge_rows_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_merge_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
