CREATE TABLE "connections" (
	"participant_id" text NOT NULL,
	"id" text NOT NULL,
	"visit_id" text NOT NULL,
	"incarnation" integer NOT NULL,
	"device_kind" text NOT NULL,
	"present" boolean NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	"public_key" text,
	"room_token" text,
	"room_token_room" text,
	"room_token_expires_at" timestamp (3) with time zone,
	CONSTRAINT "connections_participant_id_id_pk" PRIMARY KEY("participant_id","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"unit_id" text NOT NULL,
	"visit_id" text NOT NULL,
	"participant_id" text,
	"connection_id" text,
	"actor" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kept_answers" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "kept_answers_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"id" text PRIMARY KEY NOT NULL,
	"visit_id" text NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"reference" text,
	"on_behalf_of" text,
	"admission" text NOT NULL,
	"waiting_since" timestamp (3) with time zone,
	"admitted_before" boolean NOT NULL,
	"connection_id" text
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"id" text PRIMARY KEY NOT NULL,
	"visit_id" text NOT NULL,
	"generation" integer NOT NULL,
	"gateway_id" text NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"made_at" timestamp (3) with time zone,
	"lost_at" timestamp (3) with time zone,
	"destroyed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"unit_name" text NOT NULL,
	"unit_time_zone" text NOT NULL,
	"subject" text NOT NULL,
	"booked_start" timestamp (3) with time zone NOT NULL,
	"duration_minutes" integer NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"modality" text NOT NULL,
	"called_in_by" text,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"gateway_id" text NOT NULL,
	"room_generation" integer NOT NULL,
	"version" integer NOT NULL,
	"seq" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_participant_id_participants_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connections_by_visit" ON "connections" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "connections_by_lease" ON "connections" USING btree ("present","lease_until");--> statement-breakpoint
CREATE INDEX "events_by_unit" ON "events" USING btree ("unit_id","id");--> statement-breakpoint
CREATE INDEX "events_by_visit" ON "events" USING btree ("visit_id","id");--> statement-breakpoint
CREATE INDEX "kept_answers_by_age" ON "kept_answers" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "participants_by_visit" ON "participants" USING btree ("visit_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "rooms_by_visit" ON "rooms" USING btree ("visit_id","generation");--> statement-breakpoint
CREATE INDEX "visits_by_unit_and_start" ON "visits" USING btree ("unit_id","booked_start");--> statement-breakpoint
CREATE INDEX "visits_by_status" ON "visits" USING btree ("status");