-- The inventory: agents, who answers for them, what they reach, and the record of every change.
-- CreateEnum
CREATE TYPE "agent_state" AS ENUM ('draft', 'in_review', 'active', 'suspended', 'denied', 'revoked', 'retired');

-- CreateEnum
CREATE TYPE "agent_kind" AS ENUM ('saas_embedded', 'endpoint_coding', 'custom');

-- CreateEnum
CREATE TYPE "tier" AS ENUM ('foundation', 'enterprise', 'advanced');

-- CreateEnum
CREATE TYPE "autonomy" AS ENUM ('suggests', 'acts_when_approved', 'acts_within_limits', 'acts_alone');

-- CreateEnum
CREATE TYPE "owner_part" AS ENUM ('owner', 'deputy');

-- CreateEnum
CREATE TYPE "owner_state" AS ENUM ('asked', 'accepted', 'declined', 'ended');

-- CreateEnum
CREATE TYPE "identity_kind" AS ENUM ('public_key', 'spiffe', 'federated', 'label');

-- CreateEnum
CREATE TYPE "rule_effect" AS ENUM ('approve', 'ask', 'prohibit');

-- CreateEnum
CREATE TYPE "caller_check" AS ENUM ('mtls', 'token', 'spiffe', 'network_only', 'unknown');

-- CreateEnum
CREATE TYPE "operator" AS ENUM ('us', 'model_provider', 'platform');

-- CreateEnum
CREATE TYPE "disposition" AS ENUM ('undecided', 'govern', 'block', 'ignore');

-- CreateTable
CREATE TABLE "agents" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sort_name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "state" "agent_state" NOT NULL,
    "state_reason" TEXT,
    "state_at" TIMESTAMPTZ(3) NOT NULL,
    "state_by" TEXT NOT NULL,
    "state_by_review" BOOLEAN NOT NULL DEFAULT false,
    "kind" "agent_kind",
    "tier" "tier",
    "tier_target" "tier",
    "autonomy" "autonomy",
    "model_providers" TEXT[],
    "data_classes" TEXT[],
    "tags" TEXT[],
    "stated_none" TEXT[],
    "duties_us" TEXT NOT NULL DEFAULT '',
    "duties_provider" TEXT NOT NULL DEFAULT '',
    "duties_platform" TEXT NOT NULL DEFAULT '',
    "team_id" TEXT,
    "source_key" TEXT,
    "owner_id" TEXT,
    "deputy_id" TEXT,
    "gaps" TEXT[],
    "bridge" BOOLEAN NOT NULL DEFAULT false,
    "governed_until" TIMESTAMPTZ(3),
    "search_text" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_slugs" (
    "slug" TEXT NOT NULL,
    "skeleton" TEXT NOT NULL,
    "agent_id" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_slugs_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "agent_owners" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "part" "owner_part" NOT NULL,
    "state" "owner_state" NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "confirm_by" TIMESTAMPTZ(3),
    "confirm_because" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_because" TEXT,
    "handover_id" TEXT,
    "asked_key" TEXT,
    "accepted_key" TEXT,

    CONSTRAINT "agent_owners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_versions" (
    "agent_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "event_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "record" JSONB NOT NULL,

    CONSTRAINT "agent_versions_pkey" PRIMARY KEY ("agent_id","version")
);

-- CreateTable
CREATE TABLE "handovers" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "team_id" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "handovers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "person_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_identities" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "kind" "identity_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "credential" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "agent_identities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "systems" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "verifies" "caller_check" NOT NULL,
    "actions" TEXT[],
    "data_classes" TEXT[],
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "systems_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_systems" (
    "agent_id" TEXT NOT NULL,
    "system_id" TEXT NOT NULL,
    "via" TEXT NOT NULL,

    CONSTRAINT "agent_systems_pkey" PRIMARY KEY ("agent_id","system_id")
);

-- CreateTable
CREATE TABLE "memory_stores" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "operator" "operator" NOT NULL,
    "operator_name" TEXT NOT NULL,
    "retention_days" INTEGER,
    "purge_by" TEXT NOT NULL,
    "reachable" BOOLEAN,
    "data_classes" TEXT[],

    CONSTRAINT "memory_stores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_tools" (
    "agent_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "server" TEXT NOT NULL DEFAULT '',
    "effect" "rule_effect",
    "hard" BOOLEAN NOT NULL DEFAULT false,
    "origin" TEXT NOT NULL,

    CONSTRAINT "agent_tools_pkey" PRIMARY KEY ("agent_id","name")
);

-- CreateTable
CREATE TABLE "agent_servers" (
    "agent_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "variables" JSONB NOT NULL,
    "headers" JSONB NOT NULL,
    "origin" TEXT NOT NULL,

    CONSTRAINT "agent_servers_pkey" PRIMARY KEY ("agent_id","name")
);

-- CreateTable
CREATE TABLE "agent_links" (
    "parent_id" TEXT NOT NULL,
    "child_id" TEXT NOT NULL,

    CONSTRAINT "agent_links_pkey" PRIMARY KEY ("parent_id","child_id")
);

-- CreateTable
CREATE TABLE "shadow_agents" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "source_ref" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "sightings" INTEGER NOT NULL DEFAULT 1,
    "disposition" "disposition" NOT NULL,
    "reason" TEXT,
    "ignore_until" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "agent_id" TEXT,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shadow_agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_rows" (
    "import_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    "result" TEXT,
    "agent_id" TEXT,
    "name" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "agents_slug_key" ON "agents"("slug");

-- CreateIndex
CREATE INDEX "agents_sort_name_id_idx" ON "agents"("sort_name", "id");

-- CreateIndex
CREATE INDEX "agents_created_at_id_idx" ON "agents"("created_at", "id");

-- CreateIndex
CREATE INDEX "agents_updated_at_id_idx" ON "agents"("updated_at", "id");

-- CreateIndex
CREATE INDEX "agents_owner_id_sort_name_id_idx" ON "agents"("owner_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "agents_deputy_id_sort_name_id_idx" ON "agents"("deputy_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "agents_team_id_sort_name_id_idx" ON "agents"("team_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "agents_environment_state_sort_name_id_idx" ON "agents"("environment", "state", "sort_name", "id");

-- CreateIndex
CREATE INDEX "agents_source_key_idx" ON "agents"("source_key");

-- CreateIndex
CREATE INDEX "agents_governed_until_idx" ON "agents"("governed_until");

-- CreateIndex
CREATE INDEX "agents_gaps_idx" ON "agents" USING GIN ("gaps");

-- CreateIndex
CREATE INDEX "agents_tags_idx" ON "agents" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "agents_search_text_idx" ON "agents" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "agent_slugs_skeleton_idx" ON "agent_slugs"("skeleton");

-- CreateIndex
CREATE INDEX "agent_slugs_agent_id_idx" ON "agent_slugs"("agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_owners_asked_key_key" ON "agent_owners"("asked_key");

-- CreateIndex
CREATE UNIQUE INDEX "agent_owners_accepted_key_key" ON "agent_owners"("accepted_key");

-- CreateIndex
CREATE INDEX "agent_owners_agent_id_state_idx" ON "agent_owners"("agent_id", "state");

-- CreateIndex
CREATE INDEX "agent_owners_person_id_state_idx" ON "agent_owners"("person_id", "state");

-- CreateIndex
CREATE INDEX "agent_owners_handover_id_idx" ON "agent_owners"("handover_id");

-- CreateIndex
CREATE INDEX "agent_owners_state_confirm_by_idx" ON "agent_owners"("state", "confirm_by");

-- CreateIndex
CREATE INDEX "agent_versions_agent_id_at_idx" ON "agent_versions"("agent_id", "at");

-- CreateIndex
CREATE INDEX "handovers_finished_at_opened_at_id_idx" ON "handovers"("finished_at", "opened_at", "id");

-- CreateIndex
CREATE INDEX "handovers_person_id_idx" ON "handovers"("person_id");

-- CreateIndex
CREATE INDEX "saved_views_list_person_id_idx" ON "saved_views"("list", "person_id");

-- CreateIndex
CREATE INDEX "agent_identities_credential_idx" ON "agent_identities"("credential");

-- CreateIndex
CREATE UNIQUE INDEX "agent_identities_agent_id_credential_key" ON "agent_identities"("agent_id", "credential");

-- CreateIndex
CREATE UNIQUE INDEX "systems_slug_key" ON "systems"("slug");

-- CreateIndex
CREATE INDEX "systems_name_idx" ON "systems" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "agent_systems_system_id_idx" ON "agent_systems"("system_id");

-- CreateIndex
CREATE INDEX "memory_stores_agent_id_idx" ON "memory_stores"("agent_id");

-- CreateIndex
CREATE INDEX "agent_links_child_id_idx" ON "agent_links"("child_id");

-- CreateIndex
CREATE INDEX "shadow_agents_last_seen_at_id_idx" ON "shadow_agents"("last_seen_at", "id");

-- CreateIndex
CREATE INDEX "shadow_agents_disposition_last_seen_at_id_idx" ON "shadow_agents"("disposition", "last_seen_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "shadow_agents_source_source_ref_key" ON "shadow_agents"("source", "source_ref");

-- CreateIndex
CREATE INDEX "imports_created_by_created_at_idx" ON "imports"("created_by", "created_at");

-- CreateIndex
CREATE INDEX "imports_state_idx" ON "imports"("state");

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agents" ADD CONSTRAINT "agents_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "people"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_slugs" ADD CONSTRAINT "agent_slugs_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_owners" ADD CONSTRAINT "agent_owners_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_owners" ADD CONSTRAINT "agent_owners_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_owners" ADD CONSTRAINT "agent_owners_handover_id_fkey" FOREIGN KEY ("handover_id") REFERENCES "handovers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_versions" ADD CONSTRAINT "agent_versions_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_identities" ADD CONSTRAINT "agent_identities_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_systems" ADD CONSTRAINT "agent_systems_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_systems" ADD CONSTRAINT "agent_systems_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "systems"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory_stores" ADD CONSTRAINT "memory_stores_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_tools" ADD CONSTRAINT "agent_tools_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_servers" ADD CONSTRAINT "agent_servers_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_links" ADD CONSTRAINT "agent_links_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_links" ADD CONSTRAINT "agent_links_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shadow_agents" ADD CONSTRAINT "shadow_agents_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;
