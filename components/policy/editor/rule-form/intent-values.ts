import type { Intent } from "@/lib/policy/schema";
import { readLines, readNumber, withoutGaps } from "./check-part";

/** An intent as its form holds it, its issuance beside it. */
export type IntentValues = {
  readonly id: string;
  readonly statement: string;
  readonly actions: string;
  readonly max_session_minutes: string;
  readonly who: string;
  readonly task: string;
  readonly per_hour: string;
  readonly per_day: string;
  readonly approvers: string;
};

export function openIntent(intent: Intent | undefined): IntentValues {
  const { who, task, per_hour: hour, per_day: day, approvers } = intent?.issuance ?? {};
  return {
    id: intent?.id ?? "",
    statement: intent?.statement ?? "",
    actions: (intent?.actions ?? []).join("\n"),
    max_session_minutes: String(intent?.max_session_minutes ?? 60),
    who: who ?? "",
    task: task ?? "",
    per_hour: hour === undefined ? "" : String(hour),
    per_day: day === undefined ? "" : String(day),
    approvers: approvers ?? "",
  };
}

export function writeIntent(values: IntentValues): object {
  const said = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
  const issuance = withoutGaps({
    who: said(values.who),
    task: said(values.task),
    per_hour: readNumber(values.per_hour),
    per_day: readNumber(values.per_day),
    approvers: said(values.approvers),
  });
  return withoutGaps({
    id: values.id.trim(),
    statement: values.statement.trim(),
    actions: readLines(values.actions),
    max_session_minutes: readNumber(values.max_session_minutes),
    issuance: Object.keys(issuance).length === 0 ? undefined : issuance,
  });
}
