import "server-only";

export { presentChange, presentChangeLine } from "@/lib/policy/present/change";
export { presentDraft, presentTrial } from "@/lib/policy/present/draft";
export { presentMoved, presentReplay } from "@/lib/policy/present/replay";
export { presentLive, presentVersion, presentVersionLine } from "@/lib/policy/present/version";
