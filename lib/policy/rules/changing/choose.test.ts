import { expect, test } from "vitest";
import { mergePolicies, nameConflict, readPolicyText, takeMine } from "@/lib/policy/rules";

const write = (when: string, rest = ""): string => `# Ours.
require_intent: true
rules:
  - id: a
    effect: approve
    actions: [pay]
    when: ${when}
    boundary: hard
    because: Why. # kept
${rest}`;
const other = "  - id: b\n    effect: prohibit\n    actions: [out]\n    boundary: hard\n    because: Never.\n";

test("where both changed the same, mine stands where it is chosen, and the rest of theirs stays", () => {
  const merged = mergePolicies({ base: write("x < 1"), mine: write("x < 2"), theirs: write("x < 3", other) });
  if (!merged.ok) throw new Error(merged.detail);
  expect(merged.conflicts.map(nameConflict)).toEqual(["/rules/a/when"]);
  expect(merged.text).toContain("when: x < 3");
  const chosen = takeMine(merged.text, merged.conflicts);
  expect(chosen).toEqual({ ok: true, text: write("x < 2", other) });
});

test("a rule that one side took away and the other changed", () => {
  const base = write("x < 1", other);
  const gone = mergePolicies({ base, mine: write("x < 1"), theirs: write("x < 1", other.replace("Never.", "No.")) });
  if (!gone.ok) throw new Error(gone.detail);
  expect(gone.conflicts.map(nameConflict)).toEqual(["/rules/b"]);
  const chosen = takeMine(gone.text, gone.conflicts);
  expect(chosen.ok && readPolicyText(chosen.text)).toMatchObject({ read: { value: { rules: [{ id: "a" }] } } });
  const back = mergePolicies({ base, mine: write("x < 1", other.replace("Never.", "No.")), theirs: write("x < 1") });
  if (!back.ok) throw new Error(back.detail);
  const kept = takeMine(back.text, back.conflicts);
  expect(kept.ok && readPolicyText(kept.text)).toMatchObject({
    read: { value: { rules: [{ id: "a" }, { because: "No." }] } },
  });
});

test("a member of the top", () => {
  const top = (value: string): string => write("x < 1").replace("require_intent: true", `keep_arguments: ${value}`);
  const merged = mergePolicies({ base: top("read"), mine: top("all"), theirs: top("none") });
  if (!merged.ok) throw new Error(merged.detail);
  expect(merged.conflicts.map(nameConflict)).toEqual(["/keep_arguments"]);
  expect(takeMine(merged.text, merged.conflicts)).toEqual({ ok: true, text: top("all") });
});
