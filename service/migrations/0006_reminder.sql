ALTER TABLE "participants" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "reminder" jsonb;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "reminder_due_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "visits_by_reminder" ON "visits" USING btree ("reminder_due_at");