/** Whether rows that the sample data wrote are among what is asked for. */
export const sampleChoices = ["exclude", "include", "only"] as const;

/** A range of shapes is counted by whole days, at most so many. */
export const maxRangeDays = 92;
export const defaultRangeDays = 30;

/** What is known of what a call carried. */
export const inputStates = ["kept", "not_kept", "erased"] as const;

/** Whether a decision could be told again by the rules that made it; every other word says why not. */
export const explanationStates = ["explained", "before_rules", "inputs_missing", "version_missing", "differs"] as const;
export type ExplanationState = (typeof explanationStates)[number];

export const dayMs = 86_400_000;

/** The day in UTC that an instant is on, as counts name it. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The lowest id that a decision of this instant can have. */
export function idFloor(at: Date): string {
  let time = "";
  for (let rest = Math.max(0, at.getTime()), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = alphabet.charAt(rest % 32) + time;
  }
  return `dec_${time}`;
}

/** The instant inside an id of any kind. */
export function timeOfId(id: string): Date {
  const time = id.slice(id.indexOf("_") + 1).slice(0, 10);
  let ms = 0;
  for (const sign of time) ms = ms * 32 + Math.max(0, alphabet.indexOf(sign));
  return new Date(ms);
}

/** A session ends within a day of its start; both clocks may be a little off. */
const sessionReachMs = { before: 3_600_000, after: 26 * 3_600_000 };

/** The ids that decisions in a session can have: the session's own id says when it began. */
export function idRangeOfSession(session: string): { from: string; to: string } {
  const began = timeOfId(session).getTime();
  return {
    from: idFloor(new Date(began - sessionReachMs.before)),
    to: idFloor(new Date(began + sessionReachMs.after)),
  };
}
