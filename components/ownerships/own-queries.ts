import type { OwnershipPageInput } from "@/lib/agents/queries";

/** What the page about oneself reads, under the same keys on the server and in the browser. */
export const dueOwnerships = { person: "me", due: "true", limit: 200 } as const satisfies OwnershipPageInput;
export const heldOwnerships: OwnershipPageInput = { person: "me", state: ["accepted"], limit: 200 };
