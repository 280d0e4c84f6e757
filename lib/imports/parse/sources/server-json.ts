import type { DraftServer, SealedValue } from "@/lib/imports/rules";
import { judgeRegistryServer } from "@/lib/imports/findings/registry";
import { itemsOf, type JsonNode, memberOf, textOf } from "@/lib/imports/parse/json/node";
import { fault, readName, type Reading } from "@/lib/imports/parse/reading";

/** What runs a package of each registry, when the entry does not say. */
const runtimes: Readonly<Record<string, string>> = { npm: "npx", pypi: "uvx", oci: "docker", nuget: "dnx" };

/** An MCP registry entry: one server for each way to reach it. */
export function readRegistryEntry(reading: Reading, given: JsonNode): DraftServer[] {
  const inner = memberOf(given, "server");
  const root = inner?.kind === "object" && memberOf(given, "name") === undefined ? inner : given;
  const name = readName(reading, textOf(memberOf(root, "name")) ?? "", root.line, "The server's name");
  if (name === "") {
    fault(reading, root.line, "the entry has no `name`", "No server was made from it.");
    return [];
  }
  const packages = itemsOf(memberOf(root, "packages")).map((node) => readPackage(reading, name, node));
  const remotes = itemsOf(memberOf(root, "remotes")).map((node) => readRemote(reading, name, node));
  const servers = [...packages, ...remotes];
  if (servers.length === 0) fault(reading, root.line, "the entry has neither `packages` nor `remotes`");
  judgeRegistryServer(reading, root, servers);
  return servers;
}

function readPackage(reading: Reading, name: string, node: JsonNode): DraftServer {
  const registry = textOf(memberOf(node, "registryType")) ?? textOf(memberOf(node, "registry_type")) ?? "";
  const identifier = reading.vault.clean((textOf(memberOf(node, "identifier")) ?? "").slice(0, 500));
  const version = reading.vault.clean((textOf(memberOf(node, "version")) ?? "").slice(0, 100));
  const hint = textOf(memberOf(node, "runtimeHint"))?.slice(0, 100);
  const command = hint ?? (Object.hasOwn(runtimes, registry) ? runtimes[registry] : undefined);
  const transport = memberOf(node, "transport");
  return {
    name,
    transport: readKind(reading, transport, "stdio"),
    ...(command === undefined ? {} : { command: reading.vault.clean(command) }),
    args: identifier === "" ? [] : [version === "" || registry === "oci" ? identifier : `${identifier}@${version}`],
    env: readInputs(reading, memberOf(node, "environmentVariables")),
    headers: readInputs(reading, memberOf(transport, "headers")),
    origin: { path: reading.path, line: node.line },
  };
}

function readRemote(reading: Reading, name: string, node: JsonNode): DraftServer {
  const url = textOf(memberOf(node, "url"));
  return {
    name,
    transport: readKind(reading, node, "http"),
    ...(url === undefined ? {} : { url: reading.vault.clean(url.slice(0, 4000)) }),
    env: [],
    headers: readInputs(reading, memberOf(node, "headers")),
    origin: { path: reading.path, line: node.line },
  };
}

function readKind(reading: Reading, node: JsonNode | undefined, missing: string): string {
  const kind = textOf(memberOf(node, "type"));
  if (kind === undefined) return missing;
  return kind === "streamable-http" ? "http" : readName(reading, kind, node?.line ?? 1, "The transport").slice(0, 40);
}

/** What a user fills in: names, and a default that is dropped like every value. */
function readInputs(reading: Reading, node: JsonNode | undefined): SealedValue[] {
  return itemsOf(node).flatMap((input) => {
    const name = textOf(memberOf(input, "name"));
    const given = textOf(memberOf(input, "value")) ?? textOf(memberOf(input, "default"));
    if (name === undefined) return [];
    const sealed = reading.vault.seal(name, given ?? `\${${name}}`);
    return [given === undefined ? { ...sealed, reference: true } : sealed];
  });
}
