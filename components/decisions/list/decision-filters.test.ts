import { expect, test } from "vitest";
import { readListUrl } from "@/components/data/list-url";
import { decisionList, readEveryQuery, readFoldedQuery } from "./decision-filters";

const clock = { now: "2026-11-21T12:00:00.000Z", zone: "Europe/Berlin" };
const read = (search: string) => readListUrl(decisionList, new URLSearchParams(search));

test("what the URL holds is what is asked for", () => {
  const search =
    "environment=sandbox&agent=a&agent=b&outcome=deny&reason=prohibited&rule=r&action=x.y&cursor=c&colour=red";
  expect(readEveryQuery(read(search), clock)).toEqual({
    environment: ["sandbox"],
    agent: ["a", "b"],
    outcome: ["deny"],
    reason: ["prohibited"],
    rule: ["r"],
    action: ["x.y"],
    cursor: "c",
    limit: 50,
  });
});

test.each([
  ["last=24h", "2026-11-20T12:00:00.000Z", "2026-11-20T12:00:00.000Z"],
  ["last=7d", "2026-11-14T12:00:00.000Z", "2026-11-15T12:00:00.000Z"],
  ["last=30d&last=24h", "2026-10-22T12:00:00.000Z", "2026-10-23T12:00:00.000Z"],
])("%s goes back to %s, and to %s where whole days are counted", (search, every, folded) => {
  expect(readEveryQuery(read(search), clock).from).toBe(every);
  expect(readFoldedQuery(read(search), clock).from).toBe(folded);
});

test("days are the viewer's own, and take the place of a span", () => {
  expect(readEveryQuery(read("last=24h&from=2026-11-01&to=2026-11-02"), clock)).toMatchObject({
    from: "2026-10-31T23:00:00.000Z",
    to: "2026-11-02T23:00:00.000Z",
  });
});

test.each([
  ["sample=include", "include"],
  ["sample=only", "only"],
  ["sample=only&sample=include", "include"],
  ["sample=none", undefined],
])("%s asks for %s", (search, sample) => {
  expect(readEveryQuery(read(search), clock).sample).toBe(sample);
});
