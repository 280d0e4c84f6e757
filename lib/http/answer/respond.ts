import "server-only";
import * as z from "zod/mini";
import { type CsvTable, writeCsv } from "@/lib/http/csv";
import type { Operation } from "@/lib/http/operation";
import { isNotModified, writeEtag } from "@/lib/http/preconditions";
import { type Download, Reply, writeCookie } from "@/lib/http/reply";

/** Holds the output to its schema and writes it down. A mismatch is our fault, so it throws. */
export function respond(
  operation: Operation,
  result: unknown,
  request: Request,
  locate: (output: unknown) => string | undefined = () => undefined,
): Response {
  const { output, parts } = result instanceof Reply ? result : new Reply(result, {});
  const status = parts.status ?? operation.status;
  const headers = new Headers({ ...parts.headers });
  for (const cookie of parts.cookies ?? []) headers.append("set-cookie", writeCookie(cookie));
  if (!operation.output || status === 204) return new Response(null, { status: 204, headers });
  const body = JSON.stringify(parseOutput(operation, operation.output, output));
  const etag =
    operation.versioned || isMadeWithVersion(status, output) ? writeEtag(readVersion(output), body) : undefined;
  if (etag) headers.set("etag", etag);
  const location = status === 201 ? locate(output) : undefined;
  if (location !== undefined) headers.set("location", location);
  if (etag && operation.method === "GET" && isNotModified(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", "application/json");
  return new Response(body, { status, headers });
}

function parseOutput(operation: Operation, schema: z.ZodMiniType, output: unknown): unknown {
  const parsed = z.safeParse(schema, output);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The output of ${operation.id} does not fit its schema: ${places.join("; ")}`);
}

/** What was just made can be changed at once, without being read first. */
function isMadeWithVersion(status: number, output: unknown): boolean {
  return (
    status === 201 &&
    typeof output === "object" &&
    output !== null &&
    "version" in output &&
    typeof output.version === "number"
  );
}

function readVersion(output: unknown): number {
  if (typeof output === "object" && output !== null && "version" in output && typeof output.version === "number")
    return output.version;
  throw new Error("The output of a versioned operation carries its version.");
}

type Fail = (error: unknown) => void;

/** `fail` hears of what breaks after the status has gone out; the caller sees a file that ends too early. */
export function respondDownload(download: Download, fail: Fail): Response {
  const disposition =
    download.name === undefined
      ? {}
      : { "content-disposition": `attachment; filename="${download.name.replaceAll(/[^\w.-]/g, "_")}"` };
  const body = typeof download.content === "string" ? download.content : openStream(download.content, fail);
  return new Response(body, { headers: { "content-type": download.mediaType, ...disposition } });
}

export function respondCsv(filename: string, table: CsvTable, fail: Fail): Response {
  return respondDownload(
    { mediaType: "text/csv; charset=utf-8; header=present", name: `${filename}.csv`, content: writeCsv(table) },
    fail,
  );
}

function openStream(content: AsyncIterable<Uint8Array | string>, fail: Fail): ReadableStream<Uint8Array> {
  const parts = content[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const part = await parts.next();
        if (part.done) controller.close();
        else controller.enqueue(typeof part.value === "string" ? encoder.encode(part.value) : part.value);
      } catch (error) {
        fail(error);
        controller.error(error);
      }
    },
    async cancel() {
      await parts.return?.();
    },
  });
}
