import { describeApprovers, describeCondition, describeNames, describeSeconds } from "@/lib/policy/rules";
import type { Rule } from "@/lib/policy/schema";
import { effectWords, riskWords } from "../words";
import { Pieces } from "./pieces";

/** One rule as a sentence that says no more and no less than the rule. */
export function RuleSentence({ rule }: { rule: Rule }) {
  const { effect, actions, resources, when } = rule;
  return (
    <>
      <b className="font-semibold">{effectWords[effect].verb}</b>{" "}
      {effect === "ask" && (
        <>
          {describeApprovers(rule.approvers ?? "owner")} ({describeTerms(rule)}){" "}
          <b className="font-semibold">before</b>{" "}
        </>
      )}
      <Pieces pieces={describeNames(actions, "and")} />
      {resources && (
        <>
          {" "}
          <b className="font-semibold">on</b> <Pieces pieces={describeNames(resources, "or")} />
        </>
      )}
      {when !== undefined && (
        <>
          {" "}
          <b className="font-semibold">when</b> <Pieces pieces={describeCondition(when)} />
        </>
      )}
    </>
  );
}

function describeTerms({ risk, window_seconds: window, grant_minutes: grant }: Rule): string {
  return [
    ...(risk === undefined ? [] : [riskWords[risk]]),
    ...(window === undefined ? [] : [`${describeSeconds(window)}, then denied`]),
    ...(grant === undefined ? [] : [`a yes holds ${describeSeconds(grant * 60)}`]),
  ].join(", ");
}
