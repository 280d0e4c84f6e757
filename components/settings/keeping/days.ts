import { keepingBounds } from "@/lib/decisions/rules";
import type { EnvironmentKeeping, KeepingChange } from "@/lib/decisions/schema";

/** Both as they are typed. */
export type TypedDays = { readonly decisions: string; readonly arguments: string };
export type DaysFaults = Partial<Record<keyof TypedDays, string>>;

type Bounds = { readonly least: number; readonly most: number };

export function openDays({ keep_decisions_days: decisions, keep_arguments_days: carried }: EnvironmentKeeping) {
  return { decisions: String(decisions), arguments: String(carried) };
}

/** What the API would refuse, in its words' sense, beside the field it is about. */
export function findDaysFaults(typed: TypedDays): DaysFaults {
  const decisions = explainDays(typed.decisions, keepingBounds.decisions);
  const carried = explainDays(typed.arguments, keepingBounds.arguments) ?? explainLonger(typed);
  return { ...(decisions !== undefined && { decisions }), ...(carried !== undefined && { arguments: carried }) };
}

function explainDays(text: string, { least, most }: Bounds): string | undefined {
  const days = readDays(text);
  if (days !== undefined && days >= least && days <= most) return undefined;
  return `A whole number from ${least} to ${most}.`;
}

function explainLonger(typed: TypedDays): string | undefined {
  const [decisions, carried] = [readDays(typed.decisions), readDays(typed.arguments)];
  if (decisions === undefined || carried === undefined || carried <= decisions) return undefined;
  return "Arguments cannot be kept longer than their decisions.";
}

function readDays(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Only what is another number than before. */
export function writeChange(typed: TypedDays, before: EnvironmentKeeping): KeepingChange {
  const [decisions, carried] = [readDays(typed.decisions), readDays(typed.arguments)];
  return {
    ...(decisions !== undefined && decisions !== before.keep_decisions_days && { keep_decisions_days: decisions }),
    ...(carried !== undefined && carried !== before.keep_arguments_days && { keep_arguments_days: carried }),
  };
}

/** What a change would erase, in words; undefined where it erases nothing. */
export function tellErased(change: KeepingChange, before: EnvironmentKeeping): string | undefined {
  const { keep_decisions_days: decisions, keep_arguments_days: carried } = change;
  const parts = [
    ...(decisions !== undefined && decisions < before.keep_decisions_days
      ? [`decisions of months that ended more than ${decisions} days ago`]
      : []),
    ...(carried !== undefined && carried < before.keep_arguments_days ? [`arguments older than ${carried} days`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(", and ");
}
