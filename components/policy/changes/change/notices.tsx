import { showHiddenCharacters } from "@/components/ui/fence";
import { Banner } from "@/components/ui/banner";
import { RelativeTime, Time } from "@/components/ui/time";
import type { PolicyChange } from "@/lib/policy/schema";
import { nameOf } from "../words";

/** What must be known before anything is pressed. */
export function Notices({ change }: { change: PolicyChange }) {
  const { state, reviews } = change;
  const no = state === "rejected" ? reviews.findLast(({ verdict }) => verdict === "reject") : undefined;
  return (
    <>
      <Emergency change={change} />
      {no && (
        <Banner tone="deny" title={`${nameOf(no.person)} rejected it.`}>
          {showHiddenCharacters(no.comment)}
        </Banner>
      )}
    </>
  );
}

function Emergency({ change: { emergency, abilities } }: { change: PolicyChange }) {
  if (!emergency) return null;
  const { reason, review_due: due, reviewed_at: seen, overdue } = emergency;
  if (seen !== null) {
    return (
      <Banner tone="allow" title="It went live in an emergency and was looked at since.">
        On <Time at={seen} />. Why it could not wait: {showHiddenCharacters(reason)}
      </Banner>
    );
  }
  return (
    <Banner tone={overdue ? "deny" : "pending"} title="It went live without its review.">
      Why it could not wait: {showHiddenCharacters(reason)} {overdue ? "A review was due " : "A review is due "}
      <RelativeTime at={due} />
      {overdue ? ", and is overdue." : "."}{" "}
      {abilities.includes("look_at") ? "You can look at it." : "Whoever wrote or published it cannot."}
    </Banner>
  );
}
