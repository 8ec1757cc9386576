CREATE TABLE "import_choices" (
	"provider_id" bigint NOT NULL,
	"shape" text NOT NULL,
	"choice" jsonb NOT NULL,
	"chosen_by" bigint NOT NULL,
	"chosen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_choices_provider_id_shape_pk" PRIMARY KEY("provider_id","shape")
);
--> statement-breakpoint
ALTER TABLE "import_choices" ADD CONSTRAINT "import_choices_provider_id_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."providers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_choices" ADD CONSTRAINT "import_choices_chosen_by_users_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;