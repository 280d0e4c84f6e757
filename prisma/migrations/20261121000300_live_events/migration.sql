-- CreateTable
CREATE TABLE "changes" (
    "seq" BIGSERIAL NOT NULL,
    "txid" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "subject_id" TEXT,
    "person_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "changes_txid_idx" ON "changes"("txid");

-- CreateIndex
CREATE INDEX "changes_at_idx" ON "changes"("at");
