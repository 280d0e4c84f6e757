import "server-only";
import type { Viewer } from "@/lib/core/viewer";
import type { DraftRow, VersionLine, VersionRow } from "@/lib/policy/repository";
import {
  lineAt,
  PolicyDocument,
  PolicyLines,
  type LivePolicy,
  type PolicyVersion,
  type PolicyVersionLine,
} from "@/lib/policy/schema";
import { type Holder, may } from "@/lib/policy/rules/scope";

type Names = ReadonlyMap<string, string>;

function nameDoer(id: string, names: Names) {
  return { id, name: names.get(id) ?? "Ambit" };
}

type Found = {
  live: VersionRow | null;
  origins: readonly VersionLine[];
  draft: DraftRow | null;
  open: { id: string } | null;
  names: Names;
};

export function presentLive(viewer: Viewer, holder: Holder, found: Found): LivePolicy {
  const { live, draft, open, names } = found;
  const verbs = { update: "write", review: "review", bypass: "bypass" } as const;
  return {
    agent: holder.agent?.slug ?? null,
    environment: holder.environment,
    live_version: live?.number ?? null,
    digest: live?.contentId ?? null,
    text: live?.content.text ?? null,
    document: live ? PolicyDocument.parse(live.content.document) : null,
    published_at: live?.publishedAt.toISOString() ?? null,
    published_by: live && nameDoer(live.publishedBy, names),
    because: live?.because ?? null,
    change: live?.changeId ?? null,
    epoch: live?.epoch ?? null,
    sequence: live ? Number(live.sequence) : null,
    origins: live ? listOrigins(live, found) : [],
    draft: draft && {
      version: draft.version,
      base_version: draft.baseVersion,
      updated_at: draft.updatedAt.toISOString(),
    },
    open_change: open?.id ?? null,
    abilities: (["update", "review", "bypass"] as const).filter((verb) => may(viewer, holder, verbs[verb])),
  };
}

function listOrigins(live: VersionRow, { origins, names }: Found): LivePolicy["origins"] {
  const since = live.since as Record<string, number>;
  const lines = PolicyLines.parse(live.content.lines);
  const byNumber = new Map(origins.map((origin) => [origin.number, origin]));
  return PolicyDocument.parse(live.content.document).rules.map(({ id }, at) => {
    const number = since[id] ?? live.number;
    const { because, publishedAt, publishedBy, changeId } = byNumber.get(number) ?? live;
    return {
      rule: id,
      since: number,
      line: lineAt(lines, `/rules/${at}`),
      because,
      published_at: publishedAt.toISOString(),
      published_by: nameDoer(publishedBy, names),
      change: changeId,
    };
  });
}

export function presentVersionLine(row: VersionLine, liveVersion: number | null, names: Names): PolicyVersionLine {
  return {
    number: row.number,
    digest: row.contentId,
    because: row.because,
    published_at: row.publishedAt.toISOString(),
    published_by: nameDoer(row.publishedBy, names),
    change: row.changeId,
    epoch: row.epoch,
    sequence: Number(row.sequence),
    live: row.number === liveVersion,
  };
}

export function presentVersion(
  holder: Holder,
  row: VersionRow,
  { document }: { document: PolicyDocument },
  liveVersion: number | null,
  names: Names,
): PolicyVersion {
  return {
    ...presentVersionLine(row, liveVersion, names),
    agent: holder.agent?.slug ?? null,
    environment: holder.environment,
    text: row.content.text,
    document,
    since: row.since as Record<string, number>,
  };
}
