import { givesOrders } from "@/lib/imports/findings/instructions";
import { isPlainHttp } from "@/lib/imports/findings/servers";
import { itemsOf, type JsonNode, memberOf, textOf } from "@/lib/imports/parse/json/node";
import { raise, type Reading } from "@/lib/imports/parse/reading";

const freshDays = 30;
/** Types that have a version of their own; data and files have hashes. */
const versioned =
  /^(?:application|framework|library|container|platform|operating-system|device-driver|firmware|machine-learning-model)$/;

export function judgeBom(reading: Reading, root: JsonNode, parts: readonly JsonNode[], agent: string): void {
  judgeAge(reading, root, agent);
  const missing = parts.filter((node) => needsVersion(node) && !textOf(memberOf(node, "version")));
  const first = missing[0];
  if (first) {
    const count = `${missing.length} of ${parts.length} parts`;
    const detail = `${count} ${missing.length === 1 ? "has" : "have"} no version, so no change in them can be seen.`;
    raise(reading, "bom_without_versions", first.line, detail, agent);
  }
  for (const node of parts) {
    const endpoint = itemsOf(memberOf(node, "endpoints")).find((item) => isPlainHttp(textOf(item)));
    if (endpoint) raise(reading, "plain_http", endpoint.line, "A service is reached over `http://`.", agent);
    const description = memberOf(node, "description");
    if (description?.kind === "string" && givesOrders(description.value)) {
      raise(
        reading,
        "instructing_text",
        description.line,
        "The description of a part tells whoever reads it what to do.",
        agent,
      );
    }
  }
}

function needsVersion(node: JsonNode): boolean {
  const type = textOf(memberOf(node, "type"));
  // A service has no type; a component always has one.
  return type === undefined || versioned.test(type);
}

function judgeAge(reading: Reading, root: JsonNode, agent: string): void {
  const node = memberOf(memberOf(root, "metadata"), "timestamp");
  const made = Date.parse(textOf(node) ?? "");
  if (node === undefined || Number.isNaN(made)) {
    const detail = "No `metadata.timestamp`, so nobody can tell how old this is.";
    raise(reading, "bom_undated", node?.line ?? root.line, detail, agent);
    return;
  }
  const days = Math.floor((reading.now.getTime() - made) / 86_400_000);
  if (days <= freshDays) return;
  raise(reading, "bom_old", node.line, `Made ${days} days ago. Make a new one before you rely on it.`, agent);
}
