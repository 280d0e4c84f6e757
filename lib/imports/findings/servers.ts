import type { DraftServer } from "@/lib/imports/rules";
import { makeFinding } from "@/lib/imports/findings/finding";
import { findUnpinned } from "@/lib/imports/findings/pins";
import { raise, type Reading } from "@/lib/imports/parse/reading";
import type { ServerFacts } from "@/lib/imports/parse/sources/mcp-servers";
import type { Finding } from "@/lib/imports/rules";

export function judgeServer(reading: Reading, facts: ServerFacts): void {
  const { server } = facts;
  const { line } = server.origin;
  const named = `Server \`${server.name}\``;
  const unpinned = findUnpinned(server.command, server.args ?? []);
  if (unpinned) raise(reading, unpinned.id, line, `${named} ${unpinned.words}`);
  if (server.command === undefined && server.url === undefined) {
    raise(reading, "server_incomplete", line, `${named} has neither \`command\` nor \`url\`, so it cannot start.`);
  }
  if (server.transport === "sse") {
    raise(reading, "sse_transport", line, `${named} uses SSE, which MCP replaced by streamable HTTP.`);
  }
  judgeAddress(reading, facts, named);
  for (const { name, line: at } of facts.exposedEnv) {
    raise(
      reading,
      "secret_in_env",
      at,
      `${named} has the value of \`${name}\` in the file. Write \`\${${name}}\` and set it outside.`,
    );
  }
  for (const { name, line: at } of facts.exposedHeaders) {
    raise(
      reading,
      "static_bearer",
      at,
      `${named} sends a fixed \`${name}\`. Whoever reads the file can call the server.`,
    );
  }
  for (const at of new Set(facts.argLines)) {
    raise(reading, "secret_in_args", at, `${named} gets a secret as an argument, where every process list shows it.`);
  }
}

function judgeAddress(reading: Reading, facts: ServerFacts, named: string): void {
  const { server, urlLine, urlHoldsSecret } = facts;
  const line = urlLine ?? server.origin.line;
  if (isPlainHttp(server.url)) {
    raise(
      reading,
      "plain_http",
      line,
      `${named} is called over \`http://\`: anyone on the way reads and changes its answers.`,
    );
  }
  if (urlHoldsSecret) {
    raise(reading, "secret_in_url", line, `${named} has a credential in its address, which logs and histories keep.`);
  }
}

/** Within one machine there is no way to listen on. */
export function isPlainHttp(url: string | undefined): boolean {
  return (
    url !== undefined &&
    /^(?:http|ws):\/\//i.test(url) &&
    !/^\w+:\/\/(?:[^/@]*@)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/?#]|$)/i.test(url)
  );
}

/** The same name in two files that start two different things: which one runs depends on where. */
export function compareServers(servers: readonly DraftServer[], agent: string): Finding[] {
  const first = new Map<string, DraftServer>();
  return servers.flatMap((server) => {
    const before = first.get(server.name);
    if (!before) first.set(server.name, server);
    if (!before || describeStart(before) === describeStart(server)) return [];
    const where = `\`${before.origin.path}\` line ${before.origin.line}`;
    const detail = `Server \`${server.name}\` is described differently in ${where}, which wins. Keep one.`;
    return [makeFinding("server_differs", server.origin, detail, agent)];
  });
}

function describeStart({ transport, command, args, url }: DraftServer): string {
  return JSON.stringify([transport, command, args ?? [], url]);
}
