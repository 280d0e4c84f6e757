import type { DraftAgent, DraftTool } from "@/lib/imports/rules";
import { judgeCard } from "@/lib/imports/findings/cards";
import { itemsOf, type JsonNode, memberOf, textOf } from "@/lib/imports/parse/json/node";
import { fault, readName, readProse, type Reading } from "@/lib/imports/parse/reading";
import { beginAgent } from "@/lib/imports/parse/sources/draft-agent";

/** An A2A agent card, 1.0 or 0.3. */
export function readCard(reading: Reading, root: JsonNode): DraftAgent | undefined {
  const nameNode = memberOf(root, "name");
  const name = readName(reading, textOf(nameNode) ?? "", nameNode?.line ?? root.line, "The agent's name");
  if (name === "") {
    fault(reading, root.line, "the card has no `name`", "No agent was made from it.");
    return undefined;
  }
  const address = readAddress(reading, root);
  const origin = { path: reading.path, line: root.line };
  const agent = beginAgent(`card:${address ?? name}`, name, "custom", origin);
  const description = memberOf(root, "description");
  agent.purpose = readProse(reading, textOf(description) ?? "", description?.line ?? 1, "The description");
  agent.tools = readSkills(reading, memberOf(root, "skills"));
  // Where it is reached is no system that it reaches.
  if (address !== undefined) agent.address = address;
  judgeCard(reading, root, agent.key, address);
  return agent;
}

/** 1.0 lists interfaces, 0.3 has one `url` at the top. */
function readAddress(reading: Reading, root: JsonNode): string | undefined {
  const listed = itemsOf(memberOf(root, "supportedInterfaces")).map((item) => textOf(memberOf(item, "url")));
  const raw = listed.find((url) => url !== undefined) ?? textOf(memberOf(root, "url"));
  return raw === undefined || raw.trim() === "" ? undefined : reading.vault.clean(raw.trim().slice(0, 2000));
}

function readSkills(reading: Reading, node: JsonNode | undefined): DraftTool[] {
  if (node && node.kind !== "array") fault(reading, node.line, "`skills` needs to be a list");
  return itemsOf(node).flatMap((skill) => {
    const raw = textOf(memberOf(skill, "id")) ?? textOf(memberOf(skill, "name")) ?? "";
    const name = readName(reading, raw, skill.line, "A skill's name");
    if (name === "") {
      fault(reading, skill.line, "a skill has neither `id` nor `name`", "It was left out; the rest was read.");
      return [];
    }
    return [{ name, effect: null, hard: false, origin: { path: reading.path, line: skill.line } }];
  });
}
