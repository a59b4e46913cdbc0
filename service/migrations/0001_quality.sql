CREATE TABLE "quality_reports" (
	"participant_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"visit_id" text NOT NULL,
	"role" text NOT NULL,
	"first_reported_at" timestamp (3) with time zone NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"seconds" integer NOT NULL,
	"report" jsonb NOT NULL,
	CONSTRAINT "quality_reports_participant_id_connection_id_pk" PRIMARY KEY("participant_id","connection_id")
);
--> statement-breakpoint
ALTER TABLE "quality_reports" ADD CONSTRAINT "quality_reports_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_reports" ADD CONSTRAINT "quality_reports_connection_fk" FOREIGN KEY ("participant_id","connection_id") REFERENCES "public"."connections"("participant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quality_reports_by_visit" ON "quality_reports" USING btree ("visit_id");