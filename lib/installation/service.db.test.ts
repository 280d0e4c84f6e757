import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { newId } from "@/lib/core/ids";
import { describeInstallation } from "@/lib/installation/service";
import { actAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

describe("the set-up of the installation", () => {
  test("is told to those who look after it and refused to everybody else", async () => {
    for (const role of ["admin", "security", "auditor"] as const)
      await expect(describeInstallation(await actAs(db, role))).resolves.toMatchObject({ role: "all" });
    const member = await actAs(db, "member", "approver");
    await expect(describeInstallation(member)).rejects.toMatchObject({ code: "forbidden" });
    const denied = await db.auditEvent.findMany({ where: { actorId: member.viewer.id, type: "access.denied" } });
    expect(denied.map(({ subjectId }) => subjectId)).toEqual(["settings.read"]);
  });

  test("names the database and every key, and holds nothing that opens anything", async () => {
    const kid = newId("request");
    const sealed = new TextEncoder().encode("sealed-private-half");
    await db.signingKey.create({
      data: { kid, purpose: "audit", alg: "EdDSA", publicJwk: {}, sealedPrivate: sealed, notBefore: new Date(0) },
    });
    const told = await describeInstallation(await actAs(db, "auditor"));
    expect(told.keys).toContainEqual({
      kid,
      purpose: "audit",
      alg: "EdDSA",
      since: "1970-01-01T00:00:00.000Z",
      until: null,
    });
    expect(Object.keys(told.keys[0] ?? {}).toSorted()).toEqual(["alg", "kid", "purpose", "since", "until"]);
    expect(told.database.migrations).toBeGreaterThan(1);
    expect(told.database.newest_migration).toMatch(/^\d{14}_/);
    expect(told.database.version).toMatch(/^1[5-9]|^[2-9]\d/);
    expect(JSON.stringify(told)).not.toMatch(/postgres:\/\/|sealed/);
  });
});
