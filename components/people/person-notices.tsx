import { Banner } from "@/components/ui/banner";
import { Time } from "@/components/ui/time";
import type { Person } from "@/lib/people/schema";

/** What is out of the ordinary about a person, above everything else. */
export function PersonNotices({ person, kept }: { person: Person; kept: boolean }) {
  const { approvals_blocked_until: blocked, sample, state } = person;
  return (
    <>
      {kept && (
        <Banner tone="neutral" title="Kept by the directory.">
          Name, e-mail and whether they are active come from there, and what it sends next wins: rename or deactivate
          them there, or it may undo what you do here.
        </Banner>
      )}
      {blocked !== null && (
        <Banner tone="pending" title="May not approve.">
          Their passkeys were reset. Until <Time at={blocked} /> nothing they approve counts.
        </Banner>
      )}
      {state === "deactivated" && (
        <Banner tone="neutral" title="No access.">
          They cannot sign in, and nothing they hold lets anyone in.
        </Banner>
      )}
      {state === "erased" && (
        <Banner tone="neutral" title="Erased.">
          Name, address and words of theirs are gone. The log names them by id alone, and all its proofs hold.
        </Banner>
      )}
      {sample && (
        <Banner tone="info" title="Sample data.">
          Nobody can sign in as this person, and no figure counts them.
        </Banner>
      )}
    </>
  );
}
