CREATE TABLE "word" (
	"list_id" text NOT NULL,
	"form" text NOT NULL,
	"text" text NOT NULL,
	"category" text DEFAULT '' NOT NULL,
	CONSTRAINT "word_list_id_form_pk" PRIMARY KEY("list_id","form")
);
--> statement-breakpoint
CREATE TABLE "word_list" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"words" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "word_list_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "word" ADD CONSTRAINT "word_list_id_word_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."word_list"("id") ON DELETE cascade ON UPDATE no action;