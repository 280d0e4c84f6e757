import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";

/** Nothing was ever decided, as far as the viewer may see it. */
export function NoDecisions() {
  return (
    <EmptyState title="Nothing was decided yet">
      <p>
        The first call an agent makes through an enforcement point will be the first line here, with the rule that
        decided it. What agents may do is written on their <TextLink href="/agents">policy page</TextLink>.
      </p>
    </EmptyState>
  );
}

/** Under a list that is empty while samples are left out. */
export function SampleHint() {
  return (
    <p className="px-page pb-6">
      Sample data is left out.{" "}
      <TextLink href="/activity/decisions?outcome=deny&sample=include">Look at it too</TextLink>
    </p>
  );
}
