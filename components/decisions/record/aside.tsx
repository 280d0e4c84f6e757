import { CopyableId } from "@/components/audit/short-id";
import { Section } from "@/components/shell/page/section";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import { type Fact, Facts } from "@/components/ui/facts";
import { formatNumber } from "@/components/ui/format-number";
import { TextLink } from "@/components/ui/text-link";
import type { DecisionDetail } from "@/lib/decisions/schema";
import { alikeHref } from "../addresses";
import { Said } from "../said";
import { outcomeWords } from "../words";
import type { Surroundings } from "./surroundings";
import { versionHref } from "./version-href";

/** How often the same came to the same. */
export function Alike({ decision }: { decision: DecisionDetail }) {
  const { alike, rule } = decision;
  return (
    <Section title={`${formatNumber(alike)} like this in 30 days`}>
      <p className="text-dense text-muted">
        Same agent and action, {outcomeWords[decision.outcome].many} for the same reason
        {rule === null ? "" : " by the same rule"}.
      </p>
      {alike > 0 && (
        <div className="mt-3">
          <ButtonLink size="small" href={alikeHref(decision)}>
            Open all {formatNumber(alike)}
          </ButtonLink>
        </div>
      )}
    </Section>
  );
}

/** What proves it, and by what it was decided. */
export function Record({ decision, around }: { decision: DecisionDetail; around: Surroundings }) {
  const { id, reason, action_digest: digest, inputs, session, intent, reporter } = decision;
  const facts: readonly Fact[] = [
    { term: "Reason", value: <Code>{reason}</Code> },
    { term: "Decision", value: <CopyableId id={id} what="decision id" /> },
    { term: "Action digest", value: digest === null ? "None" : <CopyableId id={digest} what="action digest" /> },
    {
      term: "Arguments",
      value: inputs.hash === null ? "No hash" : <CopyableId id={inputs.hash} what="hash of the arguments" />,
    },
    { term: "Policy", value: <Versions decision={decision} slug={around.slug} /> },
    { term: "Snapshot", value: describeSnapshot(decision) },
    { term: "Session", value: session === null ? "None" : <CopyableId id={session} what="session id" /> },
    { term: "Intent", value: intent === null ? "None" : <Said text={intent} /> },
    {
      term: "Decided",
      value:
        reporter === null ? (
          "By Ambit"
        ) : (
          <>
            By <Said text={reporter} />, and reported
          </>
        ),
    },
  ];
  return (
    <Section title="Record">
      <Facts facts={facts} />
      <p className="mt-4 text-small text-subtle">That you opened this is recorded in the log.</p>
    </Section>
  );
}

function Versions({ decision, slug }: { decision: DecisionDetail; slug: string | null }) {
  const { version, guardrails } = decision.policy;
  const href = versionHref(decision, slug, false);
  const words = version === null ? "No version" : `Version ${version}`;
  return (
    <>
      {href === null ? words : <TextLink href={href}>{words}</TextLink>}, guardrails {guardrails ?? "none"}
    </>
  );
}

function describeSnapshot({ policy: { epoch, sequence } }: DecisionDetail): string {
  return sequence === null ? "Unknown" : `Sequence ${formatNumber(sequence)} of epoch ${epoch ?? 1}`;
}
