DROP INDEX "call_record_failed";--> statement-breakpoint
CREATE INDEX "call_record_failed" ON "call_record" USING btree ("account_id","route_id","id") WHERE failed;