import type { FindingId } from "@/lib/imports/rules";

export type Case = readonly [what: string, files: Record<string, unknown>, line?: number];
export type Cases<Id extends FindingId> = Record<Id, { raised: readonly Case[]; quiet: readonly Case[] }>;

export const settings = (permissions: object, more: object = {}): Record<string, unknown> => ({
  ".claude/settings.json": { permissions, ...more },
});
export const hook = (held: object, more: object = {}): Record<string, unknown> =>
  settings({}, { hooks: { PreToolUse: [{ matcher: "Bash", hooks: [held] }] }, ...more });
export const server = (held: object): Record<string, unknown> => ({ ".mcp.json": { mcpServers: { s: held } } });
export const run = (command: string, ...args: string[]): Record<string, unknown> => server({ command, args });
export const csv = (header: string, row: string): Record<string, unknown> => ({ "a.csv": `${header}\n${row}` });
export const bom = (more: object): Record<string, unknown> => ({
  "b.json": { bomFormat: "CycloneDX", specVersion: "1.6", ...more },
});
const whole = {
  name: "Desk",
  description: "Answers questions",
  version: "1.0.0",
  supportedInterfaces: [{ url: "https://desk.io/a2a", protocolBinding: "JSONRPC", protocolVersion: "1.0" }],
  capabilities: {},
  defaultInputModes: ["text/plain"],
  defaultOutputModes: ["text/plain"],
  skills: [{ id: "a", name: "Answer", description: "Answers one question", tags: [] }],
  securitySchemes: { oauth: {} },
  signatures: [{ protected: "a", signature: "b" }],
};
export const card = (more: object): Record<string, unknown> => ({ "agent-card.json": { ...whole, ...more } });
export const hidden = "a\u202Eb";
export const pypi = { registryType: "pypi", identifier: "x", transport: { type: "stdio" } };
