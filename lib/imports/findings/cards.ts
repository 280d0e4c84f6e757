import { givesOrders } from "@/lib/imports/findings/instructions";
import { describeHidden } from "@/lib/imports/findings/hidden";
import { isPlainHttp } from "@/lib/imports/findings/servers";
import { itemsOf, type JsonNode, memberOf, membersOf, type StringNode, textsOf } from "@/lib/imports/parse/json/node";
import { raise, type Reading } from "@/lib/imports/parse/reading";
import { removed } from "@/lib/imports/parse/secrets/suspicion";

const required = [
  "name",
  "description",
  "version",
  "supportedInterfaces",
  "capabilities",
  "defaultInputModes",
  "defaultOutputModes",
  "skills",
];
const oldFields = [
  "url",
  "preferredTransport",
  "additionalInterfaces",
  "supportsAuthenticatedExtendedCard",
  "security",
];

export function judgeCard(reading: Reading, root: JsonNode, agent: string, address: string | undefined): void {
  const old = oldFields.filter((name) => memberOf(root, name) !== undefined);
  const isOld = memberOf(root, "supportedInterfaces") === undefined && old.length > 0;
  if (old.length > 0) {
    const line = memberOf(root, old[0] ?? "")?.line ?? root.line;
    raise(
      reading,
      "card_old_fields",
      line,
      `Not in A2A 1.0: ${listNames(old)}. Clients of 1.0 do not read them.`,
      agent,
    );
  }
  const missing = required.filter(
    (name) => memberOf(root, name) === undefined && !(isOld && name === "supportedInterfaces"),
  );
  if (missing.length > 0) raise(reading, "card_incomplete", root.line, `Missing: ${listNames(missing)}.`, agent);
  if (itemsOf(memberOf(root, "signatures")).length === 0) {
    const detail = "Nobody signed this card, so whoever serves the address can change what it says.";
    raise(reading, "card_unsigned", root.line, detail, agent);
  }
  if (membersOf(memberOf(root, "securitySchemes")).length === 0) {
    const detail = "No `securitySchemes`: by its own word the agent answers anyone.";
    raise(reading, "card_no_security", root.line, detail, agent);
  }
  const place = memberOf(root, "supportedInterfaces") ?? memberOf(root, "url") ?? root;
  if (isPlainHttp(address)) {
    raise(
      reading,
      "plain_http",
      place.line,
      "The agent is called over `http://`: anyone on the way reads and changes its answers.",
      agent,
    );
  }
  if (address?.includes(removed)) {
    raise(
      reading,
      "secret_in_url",
      place.line,
      "The agent's address holds a credential, which logs and histories keep.",
      agent,
    );
  }
  judgeSkills(reading, root, agent);
}

const listNames = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** What another agent's model reads when it chooses whom to ask. */
function judgeSkills(reading: Reading, root: JsonNode, agent: string): void {
  const description = memberOf(root, "description");
  if (description?.kind === "string") judgeText(reading, description, "The description", agent, false);
  for (const skill of itemsOf(memberOf(root, "skills"))) {
    for (const name of ["name", "description"]) {
      const node = memberOf(skill, name);
      if (node?.kind === "string") judgeText(reading, node, "A skill's text", agent, name === "description");
    }
    for (const list of ["examples", "tags"]) {
      for (const node of textsOf(memberOf(skill, list))) judgeText(reading, node, "A skill's example", agent, true);
    }
  }
}

function judgeText(reading: Reading, node: StringNode, what: string, agent: string, unseen: boolean): void {
  if (givesOrders(node.value)) {
    const detail = `${what} tells whoever reads it what to do. A model may obey it; read it before you trust the agent.`;
    raise(reading, "instructing_text", node.line, detail, agent);
  }
  const hidden = unseen ? describeHidden(node.value) : undefined;
  if (hidden) raise(reading, "hidden_characters", node.line, `${what} holds ${hidden}.`, agent);
}
