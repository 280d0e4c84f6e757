import { authenticateRequest } from "@/lib/auth/viewer";
import { AppError } from "@/lib/core/errors";
import { openEventStream } from "@/lib/events/stream";
import { problemResponse, toAppError } from "@/lib/http/problem";
import { chooseRequestId } from "@/lib/http/request-id";
import { noteRequest } from "@/lib/telemetry/requests";

export async function GET(request: Request): Promise<Response> {
  const requestId = chooseRequestId(request.headers.get("x-request-id"));
  try {
    const viewer = await authenticateRequest(request.headers);
    if (viewer.kind !== "person") throw new AppError("unauthenticated", "Sign in, then try again.");
    noteRequest(requestId, { operation: "streamEvents", viewerId: viewer.id });
    // A browser's own reconnect sends the header; a script that opens a new stream can only write the query.
    const lastEventId = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
    return openEventStream({ viewer, lastEventId });
  } catch (error) {
    const failure = toAppError(error);
    noteRequest(requestId, {
      operation: "streamEvents",
      ...(failure.code === "internal" ? { error: failure.cause ?? failure } : {}),
    });
    return problemResponse(failure, requestId, { "cache-control": "private, no-store" });
  }
}
