import { expect, test } from "vitest";
import { findIssues, runTests } from "@/lib/policy/rules";
import { readPolicyDocument } from "@/lib/policy/schema";
import { samplePolicies } from "@/lib/sample/policies";

test.each(Object.entries(samplePolicies))(
  "%s: its policy reads, its tests pass, nothing is left open",
  (_name, text) => {
    const reading = readPolicyDocument(text);
    expect(reading).toMatchObject({ ok: true });
    if (!reading.ok) return;
    const world = {
      slug: "sample",
      kind: undefined,
      tier: "foundation",
      environment: "sandbox",
      guardrails: { version: 1, rules: [] },
      systems: {},
    };
    const failed = runTests(reading.document, world, new Date("2026-11-21T10:00:00.000Z")).filter(
      ({ passed }) => !passed,
    );
    expect(failed).toEqual([]);
    expect(findIssues(reading.document, [])).toEqual([]);
  },
);
