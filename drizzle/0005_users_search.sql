ALTER TABLE "providers" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f''’ʼ`]', '', 'g'))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(regexp_replace(normalize(name || ' ' || username || ' ' || email, NFKD), '[\u0300-\u036f''’ʼ`]', '', 'g'))) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "providers_search" ON "providers" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_search" ON "users" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_in_order" ON "users" USING btree ("search_text","id");