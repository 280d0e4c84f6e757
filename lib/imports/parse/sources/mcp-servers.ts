import type { DraftServer, SealedValue } from "@/lib/imports/rules";
import { judgeServer } from "@/lib/imports/findings/servers";
import { type JsonNode, membersOf, memberOf, textOf, textsOf } from "@/lib/imports/parse/json/node";
import { fault, readName, type Reading } from "@/lib/imports/parse/reading";
import { readArguments } from "@/lib/imports/parse/secrets/arguments";
import { removed } from "@/lib/imports/parse/secrets/suspicion";
import { holdsSecret } from "@/lib/imports/parse/secrets/vault";

/** A name whose value should not stand in the file, and where it stands. */
export type Exposed = { name: string; line: number };
/** A server with what only the reader saw: where secrets stand, not what they are. */
export type ServerFacts = {
  server: DraftServer;
  exposedEnv: Exposed[];
  exposedHeaders: Exposed[];
  argLines: number[];
  urlLine: number | undefined;
  urlHoldsSecret: boolean;
};

/** The object under `mcpServers`, wherever it stood. */
export function readServers(reading: Reading, node: JsonNode | undefined): DraftServer[] {
  if (node && node.kind !== "object") {
    fault(reading, node.line, "`mcpServers` needs to be an object with a member for each server");
    return [];
  }
  return membersOf(node).flatMap((member) => {
    const name = readName(reading, member.name, member.line, "The name of a server");
    if (name === "") fault(reading, member.line, "a server has no name");
    else if (member.value.kind !== "object") fault(reading, member.line, "a server needs to be an object");
    else return [readServer(reading, name, member.value, member.line)];
    return [];
  });
}

function readServer(reading: Reading, name: string, node: JsonNode, line: number): DraftServer {
  const env = readSealed(reading, memberOf(node, "env"), "env");
  const headers = readSealed(reading, memberOf(node, "headers"), "headers");
  const args = memberOf(node, "args");
  checkArguments(reading, args);
  const given = readArguments(reading.vault, textsOf(args));
  const command = textOf(memberOf(node, "command"));
  const address = memberOf(node, "url") ?? memberOf(node, "serverUrl") ?? memberOf(node, "httpUrl");
  const url = textOf(address);
  const cleanUrl = url === undefined ? undefined : reading.vault.clean(url.slice(0, 4000));
  const server: DraftServer = {
    name,
    transport: readTransport(reading, memberOf(node, "type") ?? memberOf(node, "transport"), cleanUrl),
    ...(command === undefined ? {} : { command: reading.vault.clean(command.slice(0, 4000)) }),
    ...(args === undefined ? {} : { args: given.args }),
    ...(cleanUrl === undefined ? {} : { url: cleanUrl }),
    env: [...env.sealed, ...given.env],
    headers: [...headers.sealed, ...given.headers],
    origin: { path: reading.path, line },
  };
  judgeServer(reading, {
    server,
    exposedEnv: env.exposed,
    exposedHeaders: headers.exposed,
    argLines: given.secretLines,
    urlLine: address?.line,
    urlHoldsSecret: url !== undefined && !url.includes(removed) && (cleanUrl?.includes(removed) ?? false),
  });
  return server;
}

function checkArguments(reading: Reading, node: JsonNode | undefined): void {
  if (node === undefined) return;
  if (node.kind !== "array") fault(reading, node.line, "`args` needs to be a list");
  else if (textsOf(node).length < node.items.length) {
    fault(reading, node.line, "`args` holds something else than text", "That was left out; the rest was read.");
  }
}

const streamable = /^(?:http|streamable[-_]?http)$/i;

function readTransport(reading: Reading, node: JsonNode | undefined, url: string | undefined): string {
  const given = textOf(node);
  if (given === undefined) return url === undefined ? "stdio" : "http";
  if (streamable.test(given)) return "http";
  return readName(reading, given, node?.line ?? 1, "The transport of a server")
    .slice(0, 40)
    .toLowerCase();
}

/** Names and fingerprints; the values end here. */
export function readSealed(
  reading: Reading,
  node: JsonNode | undefined,
  what: "env" | "headers",
): { sealed: SealedValue[]; exposed: Exposed[] } {
  const sealed: SealedValue[] = [];
  const exposed: Exposed[] = [];
  if (node && node.kind !== "object")
    fault(reading, node.line, `\`${what}\` needs to be an object of names and values`);
  for (const { name, value, line } of membersOf(node)) {
    const text = value.kind === "string" ? value.value : reading.text.slice(value.start, value.end);
    const entry = reading.vault.seal(name, text);
    sealed.push(entry);
    if (holdsSecret(name, text)) exposed.push({ name: entry.name, line });
  }
  return { sealed, exposed };
}
