-- Keys live 24 hours and nothing is lost with them; the table is emptied so the column needs no default.
DELETE FROM "idempotency_keys";
ALTER TABLE "idempotency_keys" ADD COLUMN "request_id" TEXT NOT NULL;
