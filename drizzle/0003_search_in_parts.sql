DROP INDEX "events_search";--> statement-breakpoint
CREATE INDEX "events_search_0" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 0;--> statement-breakpoint
CREATE INDEX "events_search_1" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 1;--> statement-breakpoint
CREATE INDEX "events_search_2" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 2;--> statement-breakpoint
CREATE INDEX "events_search_3" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 3;--> statement-breakpoint
CREATE INDEX "events_search_4" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 4;--> statement-breakpoint
CREATE INDEX "events_search_5" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 5;--> statement-breakpoint
CREATE INDEX "events_search_6" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 6;--> statement-breakpoint
CREATE INDEX "events_search_7" ON "events" USING gin ("provider_id","search_text" gin_trgm_ops) WHERE "events"."provider_id" % 8 = 7;