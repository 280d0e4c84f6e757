import { describe, expect, it, test } from "vitest";
import { faultOf, readsOf } from "@/lib/policy/rules/cel/testing/run-text";

describe("what a condition reads of the arguments", () => {
  test.each<[text: string, single: string[], paths: string[]]>([
    // Whole occurrences.
    ["args.to.all(x, true)", [], ["to"]],
    ["args.to.exists(x, true)", [], ["to"]],
    ["args.to.exists_one(x, true)", [], ["to"]],
    ["args.to.filter(x, true).size() == 0", [], ["to"]],
    ["args.to.map(x, x).size() == 0", [], ["to"]],
    ["size(args.to) > 1", [], ["to"]],
    ["args.to.size() > 1", [], ["to"]],
    ["'a' in args.to", [], ["to"]],
    ["'a' in args['to']", [], ["to"]],
    ["args.exists(k, k == 'a')", [], [""]],
    // A member that is only asked for is neither.
    ["has(args.to)", [], ["to"]],
    ["has(args.mail.to)", ["mail"], ["mail/to"]],
    // Single occurrences.
    ["args.to == 'a'", ["to"], ["to"]],
    ["args['to'] == 'a'", ["to"], ["to"]],
    ["args.to in ['a']", ["to"], ["to"]],
    ["args.to[0] == 'a'", ["to"], ["to"]],
    ["args.to[args.n] == 'a'", ["n", "to"], ["n", "to"]],
    ["args.to.startsWith('a')", ["to"], ["to"]],
    ["[args.to] == ['a']", ["to"], ["to"]],
    ["{'a': args.to} == {'a': 'a'}", ["to"], ["to"]],
    ["args.to", ["to"], ["to"]],
    ["!args.to", ["to"], ["to"]],
    ["size(args.to + []) == 1", ["to"], ["to"]],
    ["(args.yes ? args.to : []).all(x, true)", ["to", "yes"], ["to", "yes"]],
    ["['a'].all(x, x == args.to)", ["to"], ["to"]],
    ["'a' in [args.to]", ["to"], ["to"]],
    ["args.to in args.to", ["to"], ["to"]],
    ["size(args.to) > 1 || args.to == 'a'", ["to"], ["to"]],
    // What stands before a dot is one value; what stands behind it may be whole.
    ["args.mail.to == 'a'", ["mail", "mail/to"], ["mail/to"]],
    ["args.mail['a.b'].to == 'a'", ["mail", "mail/a.b", "mail/a.b/to"], ["mail/a.b/to"]],
    ["args.mail.to.all(x, true)", ["mail"], ["mail/to"]],
    // Through a variable there is no path, nor through a key that is worked out.
    ["args.items.all(i, i.to == 'a')", [], ["items"]],
    ["args['t' + 'o'] == 'a'", [], [""]],
    ["args.mail[args.key] == 'a'", ["key", "mail"], ["key", "mail"]],
    // Other names are none of it.
    ["resource.id == 'a' && session.id == 'b' && agent.slug == 'c' && context.to == 'a'", [], []],
  ])("%s", (text, single, paths) => {
    expect(readsOf(text)).toMatchObject({ single, paths });
  });
});

describe("what a condition reads of the context", () => {
  test.each<[text: string, members: string[]]>([
    ["context.region == 'eu'", ["region"]],
    ["context['region'] == 'eu'", ["region"]],
    ["context.region.part == 'eu' || context.zone == 'a'", ["region", "zone"]],
    ["has(context.region)", ["region"]],
    ["has(context.region.part)", ["region"]],
    ["context.list.all(x, x == context.tool_digest)", ["list", "tool_digest"]],
    ["context.region[args.key] == 'a'", ["region"]],
    ["args.context == 'a'", []],
  ])("%s", (text, members) => {
    expect(readsOf(text).context).toEqual(members);
  });

  const closed = [
    "session",
    "approval",
    "access_request",
    "evaluation_id",
    "evaluated_at",
    "reason",
    "business_justification",
  ];
  test.each(closed)("is never %s", (member) => {
    for (const text of [
      `context.${member} == 'a'`,
      `context["${member}"] == 'a'`,
      `context.${member}.inner == 'a'`,
      `context["${member}"]["inner"] == 'a'`,
      `has(context.${member})`,
      `has(context.${member}.inner)`,
      `has(context["${member}"].inner)`,
      `(context).${member} == 'a'`,
      `context.${member}.all(x, true)`,
      `size(context.${member}) > 1`,
      `'a' in context.${member}`,
      `args.list.all(x, context.${member} == x)`,
      `context.${member}[args.key] == 'a'`,
      `context["\\x${member.charCodeAt(0).toString(16)}${member.slice(1)}"] == 'a'`,
    ]) {
      expect([text, faultOf(text)?.message]).toEqual([text, `A condition cannot read context.${member}.`]);
    }
  });

  test.each([
    "context == {}",
    "context",
    "context[args.key] == 'a'",
    "context['ses' + 'sion'] == 'a'",
    "context[0] == 'a'",
    "context.all(x, true)",
    "context.map(x, x) == []",
    "size(context) > 1",
    "'session' in context",
    "[context][0].session == 'a'",
    "{'a': context}.a.session == 'a'",
    "(args.yes ? context : context).session == 'a'",
    "has([context][0].session)",
    "[1].all(x, context == {})",
  ])("is not read whole, as in %s", (text) => {
    expect(faultOf(text)?.message).toBe("context is read by the names of its members, as in context.region.");
  });

  it("lets members of members be called anything", () => {
    expect(faultOf("context.region.session == 'a' && args.session == 'a'")).toBeUndefined();
  });
});
