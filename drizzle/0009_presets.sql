CREATE TABLE "preset" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"catalogue_id" text,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"service_id" text,
	"upstream_url" text,
	"upstream_model" text,
	"sealed_key" text,
	"key_last_four" text,
	"prompt_fen_per_million" bigint NOT NULL,
	"completion_fen_per_million" bigint NOT NULL,
	"qps" double precision,
	"rpm" integer,
	"tpm" integer,
	"ipm" integer,
	"trial_tokens" integer,
	"moderation" boolean NOT NULL,
	"max_length" integer,
	"offered_by" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "preset" ADD CONSTRAINT "preset_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preset" ADD CONSTRAINT "preset_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "preset_name" ON "preset" USING btree ("name");--> statement-breakpoint
CREATE INDEX "preset_service" ON "preset" USING btree ("service_id");