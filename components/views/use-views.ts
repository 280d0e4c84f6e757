"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useRefresh } from "@/components/settings/use-refresh";
import { showToast } from "@/components/ui/toast";
import { deleteViewMutation, updateViewMutation, viewReads, viewsQuery } from "@/lib/views/queries";
import { type ViewList, writeViewQuery } from "@/lib/views/rules";
import type { View } from "@/lib/views/schema";

type Change = { name?: string; query?: string; shared?: boolean };

export type Views = {
  all: readonly View[];
  failed: boolean;
  /** The one the address names, if it is still there and may be seen. */
  current: View | undefined;
  /** The address as it would be kept. */
  query: string;
  modified: boolean;
  open: (view: Pick<View, "id" | "query"> | null) => void;
  change: (view: View, change: Change, told: string) => void;
  remove: (view: View) => void;
};

/** The saved views of the list that is open. The address holds the view's id beside the filters, which say what is shown. */
export function useViews(list: ViewList): Views {
  const path = usePathname();
  const router = useRouter();
  const search = useSearchParams();
  const { data, error } = useQuery(viewsQuery(list));
  const refresh = useRefresh(viewReads);
  const onError = (failure: Error) =>
    showToast({ title: "Nothing was changed", detail: failure.message, failed: true });
  const update = useMutation({ ...updateViewMutation, onError, onSettled: refresh });
  const remove = useMutation({ ...deleteViewMutation, onError, onSettled: refresh });

  const all = data?.data ?? [];
  const current = all.find(({ id }) => id === search.get("view"));
  const query = writeViewQuery(new URLSearchParams(search));
  const open: Views["open"] = (view) => {
    const kept = new URLSearchParams(view?.query ?? "");
    if (view) kept.append("view", view.id);
    router.push((kept.size === 0 ? path : `${path}?${kept.toString()}`) as Route);
  };
  return {
    all,
    failed: error !== null,
    current,
    query,
    modified: current !== undefined && current.query !== query,
    open,
    change: (view, change, told) =>
      update.mutate(
        { params: { id: view.id }, body: change, version: view.version },
        { onSuccess: ({ name }) => showToast({ title: told, detail: name }) },
      ),
    remove: (view) =>
      remove.mutate(
        { params: { id: view.id } },
        {
          onSuccess: () => {
            showToast({ title: "View deleted", detail: view.name });
            open(null);
          },
        },
      ),
  };
}
