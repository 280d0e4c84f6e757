import type { Route } from "next";
import type { DecisionShape } from "@/lib/decisions/schema";

export const decisionsHref = "/activity/decisions" as Route;

export function decisionHref(id: string): Route {
  return `/decisions/${id}` as Route;
}

/** Every decision of one shape; `sample` so that a sample's are among them. */
export function alikeHref({
  environment,
  shape,
  sample,
}: Pick<DecisionShape, "environment" | "shape" | "sample">): Route {
  const search = new URLSearchParams({ show: "every", environment, shape, ...(sample && { sample: "include" }) });
  return `${decisionsHref}?${search}` as Route;
}
