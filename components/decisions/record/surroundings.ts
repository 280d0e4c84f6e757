import type { Rule } from "@/lib/policy/schema";

/** A rule as it stood in the version that decided. */
export type RuleExcerpt = {
  readonly version: number;
  readonly line: number;
  /** Its own lines of the text. */
  readonly text: string;
  readonly because: string;
  readonly boundary: Rule["boundary"];
  readonly strength: NonNullable<Rule["strength"]> | null;
  readonly enforcedAt: NonNullable<Rule["enforced_at"]>;
  readonly publishedBy: string;
  readonly publishedAt: string;
};

/** What the page knows beside the decision itself. */
export type Surroundings = {
  /** Where its agent is found today; null: nowhere. */
  readonly slug: string | null;
  readonly rule: RuleExcerpt | null;
  /** The viewer may write the policy that decided. */
  readonly mayPropose: boolean;
  readonly hasDraft: boolean;
};
