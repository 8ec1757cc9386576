CREATE INDEX "mail_bounces_day" ON "mail_bounces" USING btree ((("at" at time zone 'America/Denver')::date));--> statement-breakpoint
CREATE INDEX "notices_void" ON "notices" USING btree ("kind","due_on") WHERE "notices"."state" = 'void';--> statement-breakpoint
CREATE INDEX "users_email" ON "users" USING btree (lower("email"));