import { describe, expect, it } from "vitest";
import { describeApprovers, describeCondition, describeNames, describeSeconds } from "@/lib/policy/rules";

/** Code stands between backquotes, values in quotes as they are told. */
function tell(text: string): string {
  return describeCondition(text)
    .map((piece) => (piece.kind === "code" ? `\`${piece.text}\`` : piece.text))
    .join(" ");
}

describe("describeCondition", () => {
  it.each([
    ["args.amount <= 200.0", "amount is at most 200"],
    ["200.0 >= args.amount", "amount is at most 200"],
    ["args.amount != 5", "amount is not 5"],
    ['args.currency == "EUR" && args.amount > 0.5', "currency is “EUR” and amount is more than 0.5"],
    ['args.branch in ["main", "master"]', "branch is one of “main” or “master”"],
    ['args.branch in ["main"]', "branch is “main”"],
    ["args.customer in context.customers", "customer is in context.customers"],
    ["args.customer == resource.id", "customer is resource.id"],
    ["has(args.note) && !has(args.memo)", "note is there and memo is not there"],
    ["args.express", "express is true"],
    ["!session.initiator_proven", "session.initiator_proven is false"],
    ['args.path.startsWith("/srv/")', "path begins with “/srv/”"],
    ['!args.to.endsWith("@example.org")', "to does not end with “@example.org”"],
    ['args.to.matches("^[a-z]+$")', "to fits the pattern “^[a-z]+$”"],
    ["(args.a == 1 || args.b == 2) && args.c == 3", "( a is 1 or b is 2 ) and c is 3"],
    ["args.a == 1 || args.b == 2 && args.c == 3", "a is 1 or ( b is 2 and c is 3 )"],
    ["args.a == 1 && args.b == 2 && args.c == 3", "a is 1 and b is 2 and c is 3"],
    ["!(args.a == 1 || args.b == 2)", "not ( a is 1 or b is 2 )"],
    ["args.note == null", "note is null"],
  ])("%s", (text, told) => {
    expect(tell(text)).toBe(told);
  });

  it.each([
    ["what has no words is the code itself", "args.to.exists(x, x == 1.0)", "`args.to.exists(x, x == 1.0)`"],
    ["also within words", "size(args.to) <= 5", "`size(args.to)` is at most 5"],
    [
      "with its brackets on the left",
      "(args.a + args.b) * 2.0 > 5.0 && args.c",
      "`(args.a + args.b) * 2.0` is more than 5 and c is true",
    ],
    ["and on the right", "args.a > 2.0 * (args.b + args.c)", "a is more than `2.0 * (args.b + args.c)`"],
    ["a bracket in a text is none", 'args.a + "(" == args.b', '`args.a + "("` is b'],
    ["a name that could be another one's keeps its path", "args.session == 1", "args.session is 1"],
    ["a name with a dot is code", 'args["a.b"] == 1', '`args["a.b"]` is 1'],
    ["a choice is code", "args.a ? args.b : args.c", "`args.a ? args.b : args.c`"],
    ["what does not parse is left as it is", "args.a <=", "`args.a <=`"],
    ["a literal alone is code", "true", "`true`"],
  ])("%s", (_, text, told) => {
    expect(tell(text)).toBe(told);
  });
});

describe("describeApprovers", () => {
  it.each([
    ["owner", "the owner"],
    ["any 1 of (deputy, role:security)", "the deputy or somebody with the role security"],
    ["any 2 of (owner, deputy, team:pay)", "2 people of: the owner, the deputy or somebody of team pay"],
    ["all of (owner, any 1 of (deputy, oncall:pay))", "the owner and (the deputy or whoever is on call for pay)"],
    [
      "distinct_teams(any 2 of (team:a1, team:b1))",
      "(2 people of: somebody of team a1 or somebody of team b1), of different teams",
    ],
    ["nobody here", "nobody here"],
  ])("%s", (text, told) => {
    expect(describeApprovers(text)).toBe(told);
  });
});

it("lists names, and tells spans as short as they are exact", () => {
  expect(describeNames(["a.b", "c.*", "d"]).map(({ text }) => text)).toEqual(["a.b", ",", "c.*", "and", "d"]);
  expect([300, 45, 7200, 90].map(describeSeconds)).toEqual(["5 min", "45 s", "2 h", "90 s"]);
});
