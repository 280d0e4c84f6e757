-- What an agent's policy is to become: one draft beside what is live. Start-up grants the running role its rights.
CREATE TABLE "policy_drafts" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_drafts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "policy_drafts_agent_id_key" ON "policy_drafts"("agent_id");
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
