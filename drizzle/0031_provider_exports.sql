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
ALTER TABLE "provider_export_parts" ADD CONSTRAINT "provider_export_parts_export_id_provider_exports_id_fk" FOREIGN KEY ("export_id") REFERENCES "public"."provider_exports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_exports" ADD CONSTRAINT "provider_exports_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_exports" ADD CONSTRAINT "provider_exports_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_exports_provider" ON "provider_exports" USING btree ("provider_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_exports_one_running" ON "provider_exports" USING btree ("provider_id") WHERE "provider_exports"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "provider_exports_asked" ON "provider_exports" USING btree ("asked_at");