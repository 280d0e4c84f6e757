-- How a person last proved who they are, beside how the sign-in was opened.
ALTER TABLE "sign_ins" ADD COLUMN "authenticated_by" TEXT;
UPDATE "sign_ins" SET "authenticated_by" = "method";
ALTER TABLE "sign_ins" ALTER COLUMN "authenticated_by" SET NOT NULL;

-- What groups at the identity provider gave, so that it can be taken away again without touching what people gave.
ALTER TABLE "people" ADD COLUMN "group_roles" "person_role"[] DEFAULT ARRAY[]::"person_role"[];
ALTER TABLE "team_members" ADD COLUMN "from_groups" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX "people_email_idx" ON "people" USING GIN ("email" gin_trgm_ops);
