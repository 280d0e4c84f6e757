import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { fetchAgentCard } from "@/lib/imports/service";
import { serveOverTls } from "@/lib/outgoing/testing/card-server";
import { actAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

test("a card is read from an allowed host; a refusal says why and nothing of the network", async () => {
  const ctx = await actAs(db, "member");
  const { url, ca } = await serveOverTls((_, response) => response.end('{"name":"Refund agent"}'));
  await expect(fetchAgentCard(ctx, url, { allowed: ["localhost"], ca })).resolves.toEqual({
    url,
    text: '{"name":"Refund agent"}',
  });
  await expect(fetchAgentCard(ctx, url, { allowed: [], ca })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringMatching(/^The card was not read\. It leads to an address that is not public\./),
    faults: [{ pointer: "/url", code: "not_public" }],
  });
  await expect(fetchAgentCard(await actAs(db, "auditor"), url)).rejects.toMatchObject({ code: "forbidden" });
});
