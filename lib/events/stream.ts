import "server-only";
import { getSettings } from "@/lib/config/settings";
import { readStoppingSignal } from "@/lib/core/stopping";
import type { PersonViewer } from "@/lib/core/viewer";
import { getHub, type Hub, type News } from "@/lib/events/hub";
import { mayHear } from "@/lib/events/rules";
import { parsePosition, writePosition } from "@/lib/events/position";

const beatMs = 20_000;
/** A browser that does not read is cut off; it comes back and hears what it missed. */
const mostWaitingBytes = 64 * 1024;

type StreamOptions = { viewer: PersonViewer; lastEventId: string | null; hub?: Hub };

/** What changed, as a person's browser may hear it, until they leave, their sign-in ends or the process stops. */
export function openEventStream({
  viewer,
  lastEventId,
  hub = getHub(getSettings().databaseUrl),
}: StreamOptions): Response {
  let leave = (): void => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        leave = runStream({ viewer, lastEventId, hub }, controller);
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaitingBytes }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: a proxy, or Next itself, that compresses would hold events back until it has a full block.
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** Answers what to do when the browser goes away. */
function runStream(
  { viewer, lastEventId, hub }: Required<StreamOptions>,
  controller: ReadableStreamDefaultController<Uint8Array>,
): () => void {
  const encoder = new TextEncoder();
  let open = true;

  function send(event: string, data: object, id?: string): void {
    if (!open) return;
    if ((controller.desiredSize ?? 0) <= 0) return close();
    controller.enqueue(
      encoder.encode(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    );
  }

  function deliver({ changes, position }: News): void {
    const heard = changes.filter((change) => mayHear(viewer, change)).map(({ topic, id }) => ({ topic, id }));
    if (heard.length > 0) send("change", { changes: heard }, writePosition(position, Date.now()));
  }

  function letGo(): void {
    open = false;
    leave();
    clearInterval(beat);
    stopping.removeEventListener("abort", stop);
  }

  function close(reason?: "ended" | "changed" | "stopping"): void {
    if (!open) return;
    if (reason) send("close", { reason });
    // Saying so may have found the browser too slow, and closed already.
    if (!open) return;
    letGo();
    controller.close();
  }

  const stopping = readStoppingSignal();
  const stop = (): void => close("stopping");
  stopping.addEventListener("abort", stop);
  // Proxies close a silent connection, and the browser must be able to tell a quiet hour from a dead line.
  const beat = setInterval(() => send("beat", {}), beatMs);
  const leave = hub.join({ viewer, deliver, close });
  void begin();
  if (stopping.aborted) stop();
  return letGo;

  async function begin(): Promise<void> {
    try {
      const from = parsePosition(lastEventId, Date.now());
      const news = await hub.replay(from.kind === "known" ? from.txid : undefined);
      const lost = from.kind === "too_old" || (from.kind === "known" && from.txid > news.position);
      send(lost ? "reset" : "ready", {}, writePosition(news.position, Date.now()));
      if (!lost) deliver(news);
    } catch {
      // Without the database there is nothing to tell; the browser polls and tries again.
      close();
    }
  }
}
