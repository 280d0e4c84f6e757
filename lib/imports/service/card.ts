import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { AppError } from "@/lib/core/errors";
import type { FetchedCard } from "@/lib/imports/schema";
import { fetchText, type OutgoingError, type OutgoingOptions } from "@/lib/outgoing/fetch";

/** Reads a card for the browser, which cannot ask other sites itself. What it says is read there, as a file would be. */
export async function fetchAgentCard(ctx: Ctx, url: string, options: OutgoingOptions = {}): Promise<FetchedCard> {
  await authorize(ctx, "agents.import");
  try {
    return { url, text: await fetchText(url, { accept: "application/json", ...options }) };
  } catch (error) {
    if (!isOutgoing(error)) throw error;
    throw new AppError("invalid_input", `The card was not read. ${error.message}`, {
      faults: [{ pointer: "/url", code: error.fault, detail: error.message }],
    });
  }
}

function isOutgoing(error: unknown): error is OutgoingError {
  return error instanceof Error && error.name === "OutgoingError";
}
