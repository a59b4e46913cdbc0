CREATE TABLE "handovers" (
	"participant_id" text PRIMARY KEY NOT NULL,
	"visit_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"redeemed_at" timestamp (3) with time zone,
	"assurance" text,
	CONSTRAINT "handovers_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"step" text NOT NULL,
	"problems" jsonb NOT NULL,
	"language" text NOT NULL,
	"visit_id" text,
	"role" text,
	"text" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "handover" text;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("received_at");