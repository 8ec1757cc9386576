ALTER TABLE "yearly_documents" DROP CONSTRAINT "yearly_documents_signed";--> statement-breakpoint
ALTER TABLE "yearly_documents" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "yearly_documents" ADD CONSTRAINT "yearly_documents_signed" CHECK (("yearly_documents"."how" = 'signed') = ("yearly_documents"."statement" is not null)
        and ("yearly_documents"."how" = 'signed' and "yearly_documents"."kind" = 'report') = ("yearly_documents"."facts" is not null));