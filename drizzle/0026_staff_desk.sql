CREATE INDEX "events_everywhere_by_end" ON "events" USING btree ("ends_on","id");--> statement-breakpoint
CREATE INDEX "events_everywhere_by_start" ON "events" USING btree ("starts_on","id");--> statement-breakpoint
CREATE INDEX "events_everywhere_by_title" ON "events" USING btree (lower("title") collate "C","id");