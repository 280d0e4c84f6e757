import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";

/** Nothing was ever decided, as far as the viewer may see it. */
export function NoDecisions() {
  return (
    <EmptyState title="Nothing was decided yet">
      <p>
        The first call an agent makes through an enforcement point will be the first line here, with the rule that
        decided it. Sample data is left out unless the filter asks for it.
      </p>
      <p className="mt-2">
        What agents may do is written on their <TextLink href="/agents">policy page</TextLink>.
      </p>
    </EmptyState>
  );
}
