import type { Route } from "next";
import { BoundaryBadge } from "@/components/ui/badges";
import { Section } from "@/components/shell/page/section";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { readRuleName } from "../words";
import { RuleLines } from "./rule-lines";
import type { RuleExcerpt, Surroundings } from "./surroundings";
import { versionHref } from "./version-href";

/** The rule as it stood then, with the lines it has in its text. */
export function DecidingRule({ decision, around }: { decision: DecisionDetail; around: Surroundings }) {
  const { rule, policy } = decision;
  if (rule === null) return null;
  const { name, guardrail } = readRuleName(rule);
  const version = guardrail ? policy.guardrails : policy.version;
  const href: Route | null = version === null ? null : versionHref(decision, around.slug, guardrail);
  return (
    <Section
      title="The rule that decided"
      aside={
        href !== null &&
        around.rule !== null && (
          <TextLink href={href}>
            {guardrail ? "Open guardrails" : "Open policy"}, version {version}
          </TextLink>
        )
      }
    >
      {around.rule === null ? (
        <p className="max-w-prose text-muted">
          <span translate="no">{name}</span>. Its text is not here: the version that decided is gone, or was never
          published by this console.
        </p>
      ) : (
        <Shown name={name} rule={around.rule} part={partOf(decision)} />
      )}
    </Section>
  );
}

function partOf({ rule, explanation }: DecisionDetail): string | null {
  return explanation.answers.find((answer) => answer.rule === rule)?.part ?? null;
}

const places = {
  gateway: "the gateway",
  approval: "the approval",
  session: "the session",
  credential: "the credential",
};

function Shown({ name, rule, part }: { name: string; rule: RuleExcerpt; part: string | null }) {
  const { because, boundary, strength, enforcedAt } = rule;
  return (
    <>
      <p className="mb-3 max-w-prose">{because}</p>
      <RuleLines label={`${name}, from line ${rule.line} of version ${rule.version}`} rule={rule} part={part} />
      <p className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-1 text-dense text-muted">
        <span className="inline-flex items-center gap-1.5">
          <BoundaryBadge value={boundary} />
          {enforcedAt.length > 0 && <>at {enforcedAt.map((place) => places[place]).join(", ")}</>}
        </span>
        {strength !== null && (
          <span>
            {strength === "impossible" ? "Makes it impossible, not only tedious" : "Only tedious, not impossible"}
          </span>
        )}
        <span>
          Published by {rule.publishedBy}, <Time at={rule.publishedAt} detail="day" />
        </span>
      </p>
    </>
  );
}
