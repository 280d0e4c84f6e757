-- What a SCIM directory may send with, and what it says of people and groups. Start-up grants the running role its rights.
CREATE TABLE "directories" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "directories_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "directories_token_hash_key" ON "directories"("token_hash");
CREATE INDEX "directories_created_at_id_idx" ON "directories"("created_at", "id");

CREATE TABLE "directory_users" (
    "person_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "user_key" TEXT NOT NULL,
    "external_id" TEXT,
    "display_name" TEXT,
    "formatted_name" TEXT,
    "given_name" TEXT,
    "family_name" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "directory_users_pkey" PRIMARY KEY ("person_id")
);
CREATE UNIQUE INDEX "directory_users_user_key_key" ON "directory_users"("user_key");
CREATE INDEX "directory_users_created_at_person_id_idx" ON "directory_users"("created_at", "person_id");
CREATE INDEX "directory_users_external_id_idx" ON "directory_users"("external_id");
ALTER TABLE "directory_users" ADD CONSTRAINT "directory_users_person_id_fkey"
    FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "directory_groups" (
    "id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "external_id" TEXT,
    "team_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "directory_groups_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "directory_groups_name_key_key" ON "directory_groups"("name_key");
CREATE INDEX "directory_groups_created_at_id_idx" ON "directory_groups"("created_at", "id");
CREATE INDEX "directory_groups_external_id_idx" ON "directory_groups"("external_id");
CREATE INDEX "directory_groups_team_id_idx" ON "directory_groups"("team_id");
ALTER TABLE "directory_groups" ADD CONSTRAINT "directory_groups_team_id_fkey"
    FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "directory_group_members" (
    "group_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,

    CONSTRAINT "directory_group_members_pkey" PRIMARY KEY ("group_id", "person_id")
);
CREATE INDEX "directory_group_members_person_id_idx" ON "directory_group_members"("person_id");
ALTER TABLE "directory_group_members" ADD CONSTRAINT "directory_group_members_group_id_fkey"
    FOREIGN KEY ("group_id") REFERENCES "directory_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "directory_group_members" ADD CONSTRAINT "directory_group_members_person_id_fkey"
    FOREIGN KEY ("person_id") REFERENCES "directory_users"("person_id") ON DELETE CASCADE ON UPDATE CASCADE;
