-- A policy is an agent's, or the guardrails of an environment; both have one draft, versions and changes.
CREATE TABLE "policies" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT,
    "environment" TEXT,
    "live_version" INTEGER,
    "live_intents" INTEGER NOT NULL DEFAULT 0,
    "draft_version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "agent_or_guardrails" CHECK (("agent_id" IS NULL) <> ("environment" IS NULL))
);
CREATE UNIQUE INDEX "policies_agent_id_key" ON "policies"("agent_id");
CREATE UNIQUE INDEX "policies_environment_key" ON "policies"("environment");
ALTER TABLE "policies" ADD CONSTRAINT "policies_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policies" ADD CONSTRAINT "policies_environment_fkey" FOREIGN KEY ("environment") REFERENCES "environments"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A draft hangs on its policy now, and its version goes on where an earlier draft ended. The id of the policy is the
-- draft's with another beginning: the rest of it is as random.
INSERT INTO "policies" ("id", "agent_id", "draft_version") SELECT 'pol' || substr("id", 4), "agent_id", "version" FROM "policy_drafts";
ALTER TABLE "policy_drafts" ADD COLUMN "policy_id" TEXT, ADD COLUMN "base_version" INTEGER, ADD COLUMN "authors" TEXT[];
UPDATE "policy_drafts" d SET "policy_id" = p."id" FROM "policies" p WHERE p."agent_id" = d."agent_id";
ALTER TABLE "policy_drafts" ALTER COLUMN "policy_id" SET NOT NULL, ALTER COLUMN "version" DROP DEFAULT;
ALTER TABLE "policy_drafts" DROP COLUMN "agent_id";
CREATE UNIQUE INDEX "policy_drafts_policy_id_key" ON "policy_drafts"("policy_id");
ALTER TABLE "policy_drafts" ADD CONSTRAINT "policy_drafts_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What versions say, once for each text.
CREATE TABLE "policy_contents" (
    "digest" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "policy_contents_pkey" PRIMARY KEY ("digest")
);
CREATE TABLE "policy_changes" (
    "id" TEXT NOT NULL,
    "policy_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "base_version" INTEGER,
    "loosens" JSONB NOT NULL,
    "tightens" JSONB NOT NULL,
    "author_id" TEXT NOT NULL,
    "authors" TEXT[] NOT NULL,
    "restores" INTEGER,
    "activate_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "emergency_reason" TEXT,
    "review_due" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "applied_version" INTEGER,
    "applied_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "policy_changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "policy_changes_policy_id_id_idx" ON "policy_changes"("policy_id", "id");
CREATE INDEX "policy_changes_state_id_idx" ON "policy_changes"("state", "id");
-- One change of a policy waits at a time: the next one begins from what it becomes.
CREATE UNIQUE INDEX "policy_changes_one_open" ON "policy_changes"("policy_id") WHERE "state" IN ('in_review', 'approved', 'scheduled');
ALTER TABLE "policy_changes" ADD CONSTRAINT "policy_changes_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_changes" ADD CONSTRAINT "policy_changes_content_fkey" FOREIGN KEY ("content") REFERENCES "policy_contents"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "policy_changes" ADD CONSTRAINT "policy_changes_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "policy_reviews" (
    "change_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_reviews_pkey" PRIMARY KEY ("change_id", "person_id")
);
ALTER TABLE "policy_reviews" ADD CONSTRAINT "policy_reviews_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "policy_changes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_reviews" ADD CONSTRAINT "policy_reviews_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "policy_comments" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_comments_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "policy_comments_change_id_id_idx" ON "policy_comments"("change_id", "id");
ALTER TABLE "policy_comments" ADD CONSTRAINT "policy_comments_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "policy_changes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_comments" ADD CONSTRAINT "policy_comments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "policy_versions" (
    "policy_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    -- In which version each rule was last changed.
    "since" JSONB NOT NULL,
    "change_id" TEXT,
    "because" TEXT NOT NULL,
    "published_by" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "epoch" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("policy_id", "number")
);
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_content_fkey" FOREIGN KEY ("content") REFERENCES "policy_contents"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A draft, or a change, held against recorded decisions.
CREATE TABLE "policy_replays" (
    "id" TEXT NOT NULL,
    "policy_id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "base_version" INTEGER,
    "state" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "judged" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "detail" TEXT,
    "requested_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_replays_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "policy_replays_policy_id_content_id_idx" ON "policy_replays"("policy_id", "content", "id");
ALTER TABLE "policy_replays" ADD CONSTRAINT "policy_replays_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "policy_replays" ADD CONSTRAINT "policy_replays_content_fkey" FOREIGN KEY ("content") REFERENCES "policy_contents"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TABLE "policy_replay_rows" (
    "replay_id" TEXT NOT NULL,
    "decision_id" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    -- "allow ask", "allow deny" ...: what it was and what it would be.
    "move" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "policy_replay_rows_pkey" PRIMARY KEY ("replay_id", "decision_id")
);
CREATE INDEX "policy_replay_rows_replay_id_move_decision_id_idx" ON "policy_replay_rows"("replay_id", "move", "decision_id");
ALTER TABLE "policy_replay_rows" ADD CONSTRAINT "policy_replay_rows_replay_id_fkey" FOREIGN KEY ("replay_id") REFERENCES "policy_replays"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A snapshot is the canonical join of its agents' parts, each stored once by content, and the rest of it. A publish
-- writes only what changed: a null digest takes an agent out from that sequence on.
CREATE TABLE "policy_parts" (
    "digest" TEXT NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "policy_parts_pkey" PRIMARY KEY ("digest")
);
CREATE TABLE "snapshot_agents" (
    "environment" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "sequence" BIGINT NOT NULL,
    "part" TEXT,

    CONSTRAINT "snapshot_agents_pkey" PRIMARY KEY ("environment", "slug", "epoch", "sequence")
);
CREATE INDEX "snapshot_agents_environment_epoch_sequence_idx" ON "snapshot_agents"("environment", "epoch", "sequence");
ALTER TABLE "snapshot_agents" ADD CONSTRAINT "snapshot_agents_part_fkey" FOREIGN KEY ("part") REFERENCES "policy_parts"("digest") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshots" DISABLE TRIGGER append_only;
ALTER TABLE "snapshots" RENAME COLUMN "body" TO "rest";
UPDATE "snapshots" SET "rest" = convert_to(replace(convert_from("rest", 'UTF8'), '{"agents":{},', '{'), 'UTF8');
ALTER TABLE "snapshots" ENABLE TRIGGER append_only;

-- Versions, what they say and what was published of them never change.
CREATE TRIGGER immutable BEFORE UPDATE ON policy_versions FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
CREATE TRIGGER immutable BEFORE UPDATE ON policy_contents FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_parts FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON snapshot_agents FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();

CREATE OR REPLACE FUNCTION ambit_grant(role_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF role_name = current_user THEN
    RETURN;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', role_name);
  EXECUTE format(
    'REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit_events, audit_log, audit_nodes, audit_checkpoints, snapshots, policy_parts, snapshot_agents FROM %I',
    role_name);
  EXECUTE format('REVOKE UPDATE ON policy_versions, policy_contents FROM %I', role_name);
  EXECUTE format('GRANT EXECUTE ON FUNCTION ambit_make_decision_partitions(timestamptz), ambit_drop_decision_partitions(text, text, timestamptz) TO %I', role_name);
END $$;
REVOKE ALL ON FUNCTION ambit_grant(text) FROM PUBLIC;
