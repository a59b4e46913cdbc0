CREATE TABLE "preparations" (
	"visit_id" text PRIMARY KEY NOT NULL,
	"form" jsonb NOT NULL,
	"response" jsonb,
	"version" integer NOT NULL,
	"saved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "preparation_status" text;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "preparation_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "preparations" ADD CONSTRAINT "preparations_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;