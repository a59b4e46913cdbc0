ALTER TABLE "participants" ADD COLUMN "late" jsonb;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "participants" ADD COLUMN "phone_confirmed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "delay" jsonb;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "early_call" jsonb;