import type { PolicyChange, PolicyReplay } from "@/lib/policy/schema";
import { listNames } from "../words";

/** Who decides, and why the viewer can or cannot: the line beside the buttons. */
export function describeDecision(change: PolicyChange, viewerId: string): string {
  switch (change.state) {
    case "in_review":
      return describeReview(change, viewerId);
    case "approved":
      if (change.conflict) return "It cannot go live before the draft is brought up to date.";
      return change.abilities.includes("apply")
        ? `${describeFreedom(change)} You can make it live.`
        : `${describeFreedom(change)} Whoever may write the policy can make it live.`;
    case "scheduled":
      return "Its clock is set. It can still be withdrawn or rejected.";
    default:
      return "";
  }
}

function describeReview(change: PolicyChange, viewerId: string): string {
  const count = change.loosenings.length;
  const why = `${count === 1 ? "1 limit gets" : `${count} limits get`} looser, so a second person reviews.`;
  if (change.abilities.includes("approve")) return `${why} You can.`;
  return `${why} ${describeReviewers(change)} ${describeRefusal(change, viewerId)}`.trim();
}

export function describeReviewers({ reviewers }: Pick<PolicyChange, "reviewers">): string {
  if (reviewers.length === 0) {
    return "Nobody can review it now. Ask security: somebody with that role, who wrote none of it, must review it.";
  }
  return `Who can: ${listNames(reviewers)}.`;
}

/** Why the viewer cannot say yes, in words; empty where they can. */
export function describeRefusal(change: PolicyChange, viewerId: string): string {
  if (change.state !== "in_review" || change.abilities.includes("approve")) return "";
  if (change.author.id === viewerId) return "You proposed it, so you cannot.";
  if (change.abilities.includes("comment")) return "You wrote in it, so you cannot.";
  return change.agent === null
    ? "You can read it; reviewing guardrails needs the role security."
    : "You can read it; reviewing needs the owner, the deputy or the role security.";
}

function describeFreedom({ loosens, environment, reviews }: PolicyChange): string {
  if (reviews.some(({ verdict }) => verdict === "approve")) return "It is approved.";
  if (!loosens) return "It tightens only, so nobody has to review it.";
  return environment === "sandbox" ? "In sandbox one person is enough." : "Nothing stands against it.";
}

/** Why it cannot be made live yet; undefined where nothing is known against it. */
export function explainNotLive(change: PolicyChange, replay: PolicyReplay | undefined): string | undefined {
  if (change.conflict) return "Another version went live since. Bring the draft up to date and propose it anew";
  if (!replay) return "It has not been replayed yet. Replay it first";
  if (replay.state === "queued" || replay.state === "running") return "Wait until the replay is done";
  return replay.state === "done" ? undefined : "The replay did not finish. Replay it again first";
}
