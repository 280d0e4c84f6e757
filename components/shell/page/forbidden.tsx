import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

type Props = {
  /** "You cannot open the audit log" */
  title: string;
  /** What is missing, in the words of the permission table. */
  missing: string;
  /** Who can give it: names, or the role that may. */
  givenBy: string;
  back: { href: Route; label: string };
  level?: 1 | 2 | 3;
};

/** 403: what is missing and who can give it. The refusal itself is in the audit log. */
export function Forbidden({ title, missing, givenBy, back, level = 1 }: Props) {
  return (
    <EmptyState level={level} title={title} actions={<ButtonLink href={back.href}>{back.label}</ButtonLink>}>
      <p>
        {missing} {givenBy} This visit was recorded.
      </p>
    </EmptyState>
  );
}
