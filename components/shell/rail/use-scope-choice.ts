"use client";

import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { announce } from "@/components/ui/announcer";
import { chooseScope, type Scope, scopeSearch, scopeWords } from "../environment";
import { navigation } from "../navigation";

/** Looks at another environment: the open list shows it at once as a filter of its own, other lists begin with it. */
export function useScopeChoice(): (scope: Scope) => void {
  const router = useRouter();
  const path = usePathname();
  return (scope) => {
    chooseScope(scope);
    announce(`Environment: ${scopeWords[scope].name}`);
    const isList = navigation.some(({ href, scoped }) => scoped === true && href.split("?")[0] === path);
    if (isList) router.replace(`${path}${scopeSearch(location.search, scope)}` as Route);
    router.refresh();
  };
}
