import {
  type DraftAgent,
  type Finding,
  type ImportDraft,
  importLimits,
  type ImportSource,
  severities,
  type SourceFault,
} from "@/lib/imports/rules";
import { makeFinding } from "@/lib/imports/findings/finding";
import { combineProjects } from "@/lib/imports/parse/combine";
import { decodeText } from "@/lib/imports/parse/decode";
import type { Parsed } from "@/lib/imports/parse/parsed";
import { tidyPath } from "@/lib/imports/parse/paths";
import { fault, readName, type Reading } from "@/lib/imports/parse/reading";
import { recogniseText } from "@/lib/imports/parse/recognise";
import { readSource } from "@/lib/imports/parse/read-source";
import { assignFindings, assignSlugs } from "@/lib/imports/parse/settle";
import { Vault } from "@/lib/imports/parse/secrets/vault";

export type ImportFile = { path: string; bytes: Uint8Array };
/** `salt` is drawn at random for each draft and stays in the browser; parse/secrets/vault.ts says why. */
export type ReadOptions = { now: Date; salt: string };

type Draft = { parsed: Parsed; sources: ImportSource[]; findings: Finding[]; faults: SourceFault[]; vault: Vault };

/**
 * Files in, one draft out, without leaving the browser. Whatever the files hold it does not throw: what cannot be read is
 * a fault with file and line, and the rest is read.
 */
export function readFiles(files: readonly ImportFile[], { now, salt }: ReadOptions): ImportDraft {
  const draft: Draft = {
    parsed: { settings: [], servers: [], notes: [], subAgents: [], agents: [], registry: [] },
    sources: [],
    findings: [],
    faults: [],
    vault: new Vault(salt),
  };
  const { parsed, findings, vault } = draft;
  const begin = (path: string, text: string): Reading => ({ path, text, now, vault, findings, faults: draft.faults });
  for (const { path, bytes } of files) readFile(draft, begin, tidyPath(path), bytes);
  const combined = combineProjects(parsed, (folder, { path, line }) =>
    readName(begin(path, ""), folder, line, "The folder's name"),
  );
  const agents = dropRepeated([...combined.agents, ...parsed.agents], findings);
  const swept = vault.sweep({
    sources: draft.sources,
    agents,
    servers: parsed.registry,
    findings: sortFindings(assignFindings([...findings, ...combined.findings], agents)),
    faults: draft.faults,
  });
  return { ...swept, agents: assignSlugs(swept.agents) };
}

function readFile(draft: Draft, begin: (path: string, text: string) => Reading, path: string, bytes: Uint8Array): void {
  const decoded = bytes.length > importLimits.fileBytes ? undefined : decodeText(bytes);
  const reading = begin(path, decoded?.text ?? "");
  if (!decoded) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    fault(reading, null, `it has ${size} MB, and a file may have 10 MB`, "It was not read.");
    return;
  }
  if (decoded.refusal !== undefined) {
    fault(reading, null, decoded.refusal, "It was not read.");
    return;
  }
  // A table says itself which of its rows are left out for it.
  if (decoded.badLine !== undefined && recogniseText(path, decoded.text) !== "csv")
    fault(reading, decoded.badLine, "there are bytes that are not UTF-8");
  const read = readSource(reading, bytes, draft.parsed);
  if (!read) return;
  if (draft.sources.some((source) => source.path === path)) {
    const detail = "Two files came with this path. Drop their folders instead, so that each has its own.";
    draft.findings.push(makeFinding("repeated_path", { path, line: 1 }, detail));
  }
  draft.sources.push({ path, ...read, size: bytes.length });
}

/** The first of equal keys stays. */
function dropRepeated(agents: readonly DraftAgent[], findings: Finding[]): DraftAgent[] {
  const kept = new Map<string, DraftAgent>();
  for (const agent of agents) {
    const first = kept.get(agent.key);
    const place = agent.origins[0];
    if (!first) kept.set(agent.key, agent);
    else if (place) {
      const where = first.origins[0];
      const detail = `\`${agent.name}\` is already described in \`${where?.path ?? ""}\` line ${where?.line ?? 1}. That one was kept.`;
      findings.push(makeFinding("repeated_agent", place, detail, agent.key));
    }
  }
  return [...kept.values()];
}

function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line),
  );
}
