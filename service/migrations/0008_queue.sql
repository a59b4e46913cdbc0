CREATE TABLE "queue_openings" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"closes_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text
);
--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "drop_in" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "queue_openings_by_unit" ON "queue_openings" USING btree ("unit_id","id");--> statement-breakpoint
CREATE INDEX "visits_by_queue" ON "visits" USING btree ("unit_id","booked_start") WHERE "visits"."drop_in";