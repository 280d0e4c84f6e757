import type { DraftAgent, DraftServer } from "@/lib/imports/rules";
import { judgeBom } from "@/lib/imports/findings/boms";
import { itemsOf, type JsonNode, memberOf, textOf } from "@/lib/imports/parse/json/node";
import { baseName } from "@/lib/imports/parse/paths";
import { fault, readName, readProse, type Reading } from "@/lib/imports/parse/reading";
import { beginAgent, unique } from "@/lib/imports/parse/sources/draft-agent";
import { hostsOf } from "@/lib/imports/parse/sources/hosts";

const versions = ["1.4", "1.5", "1.6", "1.7"];

/** A bill of materials: the agent is what it describes, its parts are models, servers, tools and data. */
export function readBom(reading: Reading, root: JsonNode): DraftAgent {
  const version = memberOf(root, "specVersion");
  if (!versions.includes(textOf(version) ?? "")) {
    fault(reading, version?.line ?? root.line, "this is not CycloneDX 1.4, 1.5, 1.6 or 1.7");
  }
  const subject = memberOf(memberOf(root, "metadata"), "component");
  const line = subject?.line ?? root.line;
  const stem = baseName(reading.path).replace(/(?:\.(?:cdx|bom|json))+$/i, "");
  const name =
    readField(reading, subject, "name", "The agent's name") || readName(reading, stem, line, "The file") || "Agent";
  const agent = beginAgent(readKey(reading, subject, name), name, "custom", { path: reading.path, line });
  const description = memberOf(subject, "description");
  agent.purpose = readProse(reading, textOf(description) ?? "", description?.line ?? line, "The description");
  const components = flatten(itemsOf(memberOf(root, "components")), "components");
  const services = flatten(itemsOf(memberOf(root, "services")), "services");
  readComponents(reading, agent, components);
  readServices(reading, agent, services);
  judgeBom(reading, root, [...components, ...services], agent.key);
  return agent;
}

/** What stays the same from one version to the next. */
function readKey(reading: Reading, subject: JsonNode | undefined, name: string): string {
  const purl = textOf(memberOf(subject, "purl"));
  if (purl !== undefined) return `bom:${reading.vault.clean(purl.slice(0, 1000).replace(/[@?#].*$/s, "") || purl)}`;
  const group = readField(reading, subject, "group", "The group");
  return `bom:${group === "" ? "" : `${group}/`}${name}`;
}

function readField(reading: Reading, node: JsonNode | undefined, field: string, what: string): string {
  const member = memberOf(node, field);
  return member?.kind === "string" ? readName(reading, member.value, member.line, what) : "";
}

/** Parts within parts, in the file's order. */
function flatten(nodes: readonly JsonNode[], field: string): JsonNode[] {
  return nodes.flatMap((node) => [node, ...flatten(itemsOf(memberOf(node, field)), field)]);
}

function readComponents(reading: Reading, agent: DraftAgent, components: readonly JsonNode[]): void {
  const providers: string[] = [];
  const classes: string[] = [];
  for (const node of components) {
    const type = textOf(memberOf(node, "type"));
    if (type === "machine-learning-model") providers.push(readProvider(reading, node));
    if (type === "data") classes.push(...readDataClasses(reading, node));
    if (roleOf(node) === "tool") addTool(reading, agent, node);
  }
  agent.model_providers = unique(providers);
  agent.data_classes = unique(classes);
}

function readProvider(reading: Reading, node: JsonNode): string {
  for (const field of ["supplier", "manufacturer"]) {
    const name = readField(reading, memberOf(node, field), "name", "A model's supplier");
    if (name !== "") return name;
  }
  return (
    readField(reading, node, "publisher", "A model's publisher") || readField(reading, node, "group", "A model's group")
  );
}

function readDataClasses(reading: Reading, node: JsonNode): string[] {
  return itemsOf(memberOf(node, "data")).map((item) => readField(reading, item, "classification", "A data class"));
}

/** As cdxgen marks them; CycloneDX itself has no type for agents and tools. */
function roleOf(node: JsonNode): string | undefined {
  const property = itemsOf(memberOf(node, "properties")).find(
    (item) => textOf(memberOf(item, "name")) === "cdx:mcp:role",
  );
  return textOf(memberOf(property, "value"));
}

function addTool(reading: Reading, agent: DraftAgent, node: JsonNode): void {
  const name = readField(reading, node, "name", "A tool's name");
  if (name === "") return;
  agent.tools.push({ name, effect: null, hard: false, origin: { path: reading.path, line: node.line } });
}

function readServices(reading: Reading, agent: DraftAgent, services: readonly JsonNode[]): void {
  const classes = [...agent.data_classes];
  for (const node of services) {
    const name = readField(reading, node, "name", "A service's name");
    for (const flow of itemsOf(memberOf(node, "data"))) {
      classes.push(readField(reading, flow, "classification", "A data class"));
    }
    if (name === "") continue;
    if (isMcp(node)) agent.servers.push(readService(reading, node, name));
    else agent.systems.push(name);
  }
  agent.systems = unique(agent.systems);
  agent.hosts = hostsOf(agent.servers);
  agent.data_classes = unique(classes);
}

function isMcp(node: JsonNode): boolean {
  const named = itemsOf(memberOf(node, "properties")).some((item) =>
    textOf(memberOf(item, "name"))?.startsWith("cdx:mcp:"),
  );
  return named || /\bmcp\b/i.test(textOf(memberOf(node, "name"))?.slice(0, 500) ?? "");
}

function readService(reading: Reading, node: JsonNode, name: string): DraftServer {
  const url = itemsOf(memberOf(node, "endpoints"))
    .map(textOf)
    .find((endpoint) => endpoint !== undefined);
  return {
    name,
    transport: url === undefined ? "stdio" : "http",
    ...(url === undefined ? {} : { url: reading.vault.clean(url.slice(0, 4000)) }),
    env: [],
    headers: [],
    origin: { path: reading.path, line: node.line },
  };
}
