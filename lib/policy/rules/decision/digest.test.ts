import { expect, test } from "vitest";
import { bindsOf } from "@/lib/policy/rules/decision/digest";
import type { PublishedRule } from "@/lib/policy/rules/snapshot";

const rule = (id: string, when?: string): PublishedRule => ({
  id,
  since: 1,
  effect: "ask",
  actions: ["*"],
  ...(when !== undefined && { when }),
});

test("an approval binds to what a condition of the agent or a guardrail reads of the context, each once and in order", () => {
  const own = [
    rule("a", 'context.region == "eu" && context["ticket id"] != ""'),
    rule("b", "context.region != args.region"),
  ];
  expect(bindsOf(own, [rule("c", "context.tool_digest != context.build.digest")])).toEqual([
    "session",
    "tool_digest",
    "build",
    "region",
    "ticket id",
  ]);
  expect(bindsOf([rule("a")], [])).toEqual(["session", "tool_digest"]);
});

test("a condition that cannot be read binds nothing more", () => {
  expect(bindsOf([rule("a", "context.region ==")], [])).toEqual(["session", "tool_digest"]);
});
