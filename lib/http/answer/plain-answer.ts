import "server-only";
import { AppError, problems } from "@/lib/core/errors";
import { problemResponse, toAppError } from "@/lib/http/problem";
import { chooseRequestId } from "@/lib/http/request-id";
import { noteRequest } from "@/lib/telemetry/requests";

/** How a form or a way back that cannot be carried out is answered: a page for people, a problem for programs. */
export function answerPlainly(request: Request, error: AppError): Response {
  const requestId = chooseRequestId(request.headers.get("x-request-id"));
  const answer = problemResponse(error, requestId, { "cache-control": "private, no-store" });
  if (!(request.headers.get("accept") ?? "").includes("text/html")) return answer;
  const headers = new Headers(answer.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(writePage(request, error), { status: answer.status, headers });
}

/** 503 while the database is away; what else fails is Next's to log and answer. */
export async function orAway(request: Request, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code !== "unavailable") throw error;
    noteRequest(chooseRequestId(request.headers.get("x-request-id")), { error });
    const words = "The database does not answer. Wait a moment, then go back and try again.";
    const { retryAfterSeconds = 5 } = failure;
    return answerPlainly(request, new AppError("unavailable", words, { retryAfterSeconds }));
  }
}

/** Stands alone: it must not need what has just failed. Its words are ours, so nothing in it has to be escaped. */
function writePage(request: Request, { code, message }: AppError): string {
  const nonce = /'nonce-([\w+/=-]+)'/.exec(request.headers.get("content-security-policy") ?? "")?.[1] ?? "";
  const { title } = problems[code];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title} · Ambit</title>`,
    `<style nonce="${nonce}">:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem}h1{font-size:1.25rem}</style>`,
    `</head><body><main><h1>${title}</h1><p>${message}</p><p><a href="/sign-in">Go to sign-in</a></p></main></body></html>`,
  ].join("");
}
