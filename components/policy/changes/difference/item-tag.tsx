import { Badge } from "@/components/ui/badge";
import { BinIcon, DiffersIcon, FallIcon, PlusIcon, RiseIcon } from "@/components/ui/icons/actions";

export type Way = "looser" | "tighter" | "both";

/** Looser and tighter were found out; what nobody judged is only new, gone or changed. */
export function ItemTag({ change, way }: { change: "added" | "removed" | "changed"; way: Way | undefined }) {
  return (
    <>
      {change === "added" && (
        <Badge icon={PlusIcon} look="mini" form="tag">
          New
        </Badge>
      )}
      {change === "removed" && (
        <Badge icon={BinIcon} look="mini" form="tag">
          Removed
        </Badge>
      )}
      {change === "changed" && way === undefined && (
        <Badge icon={DiffersIcon} look="mini" form="tag">
          Changed
        </Badge>
      )}
      {(way === "looser" || way === "both") && (
        <Badge tone="pending" icon={RiseIcon} look="mini" form="tag">
          Looser
        </Badge>
      )}
      {(way === "tighter" || way === "both") && (
        <Badge icon={FallIcon} look="mini" form="tag">
          Tighter
        </Badge>
      )}
    </>
  );
}
