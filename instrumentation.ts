import type { Instrumentation } from "next";

/** Next calls this for what a page or a route handler threw and nobody caught: it goes into the request's one log line. */
export const onRequestError: Instrumentation.onRequestError = async (error, { headers, path }) => {
  // Next builds this file for the edge as well, where nothing of ours runs.
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { noteRequest } = await import("@/lib/telemetry/requests");
  const named = headers["x-request-id"];
  noteRequest(typeof named === "string" ? named : path, { error });
};
