import type { Viewer } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";

/** What every service function is called with. Without it nothing can be called, so authorisation cannot be forgotten. */
export type Ctx<V extends Viewer = Viewer> = { viewer: V; requestId: string; now: Date; db: Database };
