import { authOperations } from "@/lib/auth/operations";
import { callOperation } from "@/lib/http/client";

type Export = { csv: Blob; sidecar: Blob; rows: number };

/** The file as the server wrote it, and what proves later that it is this one: filter, time, person and digest. */
export async function fetchExport(href: string, query: string): Promise<Export> {
  const [response, viewer] = await Promise.all([
    fetch(href, { credentials: "same-origin", cache: "no-store" }),
    callOperation(authOperations.getViewer, {}),
  ]);
  if (!response.ok) throw new Error("The server did not hand over the list. Try again.");
  const bytes = await response.arrayBuffer();
  const sidecar = {
    file: "agents.csv",
    sha256: await digest(bytes),
    bytes: bytes.byteLength,
    rows: countRows(new TextDecoder().decode(bytes)),
    query,
    exported_at: new Date().toISOString(),
    exported_by: viewer.id,
  };
  return {
    csv: new Blob([bytes], { type: "text/csv" }),
    sidecar: new Blob([`${JSON.stringify(sidecar, null, 2)}\n`], { type: "application/json" }),
    rows: sidecar.rows,
  };
}

async function digest(bytes: ArrayBuffer): Promise<string> {
  // Browsers give this to https and to localhost alone.
  if (globalThis.crypto.subtle === undefined)
    throw new Error("This browser makes digests over https only. The plain CSV works.");
  const hash = await globalThis.crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Lines of the file that are rows: line ends inside quotes belong to a cell. */
export function countRows(csv: string): number {
  const ends = csv.replaceAll(/"[^"]*"/g, "").split("\r\n").length - 1;
  return Math.max(0, ends - 1);
}
