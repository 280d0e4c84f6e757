import { expect, test } from "vitest";
import { workGently } from "@/lib/core/gently";
import { readFiles } from "@/lib/imports/parse/read-files";
import { takeSecretsOut } from "@/lib/imports/service/secrets";

const quote = (part: string): string => (/^[^\s"']+$/.test(part) ? part : JSON.stringify(part));

/** As the page sends a server of a file. */
function readServers(servers: Record<string, object>) {
  const bytes = new TextEncoder().encode(JSON.stringify({ mcpServers: servers }));
  const { agents } = readFiles([{ path: "app/.mcp.json", bytes }], { now: new Date(0), salt: "s".repeat(32) });
  return (agents[0]?.servers ?? []).map(({ name, transport, command, args, url, env, headers }) => ({
    name,
    transport,
    command: [...(command === undefined ? [] : [command]), ...(args ?? [])].map(quote).join(" "),
    url: url ?? "",
    variables: env.map((one) => ({ name: one.name, fingerprint: one.fingerprint })),
    headers: headers.map((one) => ({ name: one.name, fingerprint: one.fingerprint })),
    origin: "app/.mcp.json:1",
  }));
}

test("what the page took out of a file stays as it is", async () => {
  const servers = readServers({
    plain: { command: "npx", args: ["-y", "jira-mcp@2.4.1", "--port", "8080", 'it\'s "here"'] },
    flags: { command: "npx", args: ["b", "--token", "hunter2hunter2", "--api-key=letmein99", "-e", "NAME=plainword"] },
    headers: { command: "npx", args: ["c", "--header", "Authorization: Bearer abcdefgh1234", "-H", "X-Key: ${KEY}"] },
    joined: { command: "node", args: ["-eNAME=value12", "API_KEY=sk-ant-api03-abcdefghijkl", "TOKEN=${TOKEN}"] },
    address: { url: "https://user:passw0rd@host.example/x?key=abcdef123&page=2", headers: { "X-Api-Key": "abc" } },
    pinned: { command: "docker", args: ["run", `img@sha256:${"0a1b".repeat(16)}`] },
  });
  expect(servers).toHaveLength(6);
  expect(JSON.stringify(servers)).toContain("‹removed›");
  const row = { name: "A", servers };
  expect(await workGently(takeSecretsOut(row))).toEqual({ row, note: undefined });
});
