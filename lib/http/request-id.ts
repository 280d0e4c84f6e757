import { newId } from "@/lib/core/ids";

/** A caller may name its request, in characters that cannot break a log line or a header. Anything else gets an id of ours. */
export function chooseRequestId(named: string | readonly string[] | null | undefined): string {
  return typeof named === "string" && /^[\w.:-]{8,128}$/.test(named) ? named : newId("request");
}
