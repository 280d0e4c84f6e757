import type { Environment } from "@/lib/core/environments";
import type { LivePolicy, NewPolicyDraft, PolicyDraft } from "@/lib/policy/schema";

/** Of a draft what the editor reads: an agent's and an environment's guardrails are the same here. */
export type Draft = Pick<PolicyDraft, "version" | "updated_at" | "text" | "document" | "findings" | "abilities"> &
  Partial<Pick<PolicyDraft, "base_version">>;
export type Live = LivePolicy;
export type Beginning = NewPolicyDraft["template"];

type Read<Data> = {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (given: { signal: AbortSignal }) => Promise<Data>;
};

/** Whose policy is written, and how it is read and kept. */
export type EditorScope = {
  readonly kind: "agent" | "guardrails";
  /** One of a kind in this browser: what is not saved is kept under it. */
  readonly key: string;
  readonly liveQuery: Read<Live>;
  readonly draftQuery: Read<Draft>;
  readonly create: (template: Beginning) => Promise<Draft>;
  readonly save: (text: string, version: number) => Promise<Draft>;
  readonly remove: () => Promise<void>;
  /** As whom calls are tried. */
  readonly caller: {
    readonly slug: string;
    readonly kind: string | undefined;
    readonly tier: string;
    readonly environment: Environment;
  };
  /** Actions that are known to exist. */
  readonly actions: readonly string[];
  /** Who may write it, in words. */
  readonly writers: string;
};
