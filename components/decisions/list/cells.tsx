import { environmentWords } from "@/components/shell/environment";
import { Tag } from "@/components/ui/tag";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Route } from "next";
import type { Decision, DecisionShape } from "@/lib/decisions/schema";
import { OutcomeBadge } from "../outcome";
import { Said } from "../said";
import { readRuleName } from "../words";

type Row = Pick<Decision, "agent" | "action" | "environment" | "sample">;

/** What was asked for, and who asked. */
export function ActionCell({ row, href, of }: { row: Row; href: Route; of?: Decision["resource"] }) {
  const { agent, action, environment, sample } = row;
  return (
    <TwoLines
      first={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <TextLink href={href} plain>
            <Said text={action} mono />
          </TextLink>
          {sample && (
            <span className="-my-0.5 inline-flex">
              <Tag>Sample</Tag>
            </span>
          )}
        </span>
      }
      second={
        <>
          <Said text={agent} />
          {of && of.type !== "none" && (
            <>
              , <Said text={`${of.type}/${of.id}`} />
            </>
          )}
          , {environmentWords[environment].name}
        </>
      }
    />
  );
}

/** What was decided, and why in words. */
export function OutcomeCell({ row }: { row: Pick<DecisionShape, "outcome" | "detail"> }) {
  return (
    <>
      <OutcomeBadge outcome={row.outcome} />
      <span className="block text-small text-subtle">{row.detail}</span>
    </>
  );
}

export function RuleCell({ rule }: { rule: string | null }) {
  if (rule === null) return <span className="text-subtle">None</span>;
  const { name, guardrail } = readRuleName(rule);
  return (
    <>
      <Said text={name} mono />
      {guardrail && <span className="block text-small text-subtle">Guardrail</span>}
    </>
  );
}
