import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata = { title: "Not found" };

/** Inside the shell, where the rail already says whose page it is. It does not say whether the thing exists. */
export default function NotFound() {
  return (
    <EmptyState
      level={1}
      title="There is nothing at this address"
      actions={<ButtonLink href="/">Go to the start</ButtonLink>}
    >
      <p>It may have been renamed or removed, or you may not be allowed to know that it exists.</p>
    </EmptyState>
  );
}
