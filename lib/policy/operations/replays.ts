import { defineOperation } from "@/lib/http/operation";
import { replay, replayed, replayParams } from "@/lib/policy/operations/examples";
import { tag } from "@/lib/policy/operations/shapes";
import { PolicyReplay, ReplayedPage, ReplayedQuery, ReplayParams } from "@/lib/policy/schema";

const root = "/api/v1/replays/{id}";

export const replayOperations = {
  getReplay: defineOperation({
    id: "getReplay",
    method: "GET",
    path: root,
    summary: "A replay: how far it is, and what it found",
    tag,
    access: { kind: "permission", action: "policy.read" },
    params: ReplayParams,
    output: PolicyReplay,
    status: 200,
    problems: ["not_found"],
    example: { params: replayParams, output: replay },
  }),
  cancelReplay: defineOperation({
    id: "cancelReplay",
    method: "POST",
    path: `${root}/cancel`,
    summary: "Stop a replay",
    tag,
    access: { kind: "signed_in" },
    params: ReplayParams,
    output: PolicyReplay,
    status: 200,
    personOnly: true,
    audits: ["replay.cancelled"],
    problems: ["not_found", "conflict"],
    example: { params: replayParams, output: { ...replay, state: "cancelled", result: null } },
  }),
  listReplayed: defineOperation({
    id: "listReplayed",
    method: "GET",
    path: `${root}/decisions`,
    summary: "The decisions behind the numbers of a replay, the newest first",
    tag,
    access: { kind: "permission", action: "policy.read" },
    params: ReplayParams,
    query: ReplayedQuery,
    output: ReplayedPage,
    status: 200,
    problems: ["not_found", "forbidden"],
    example: { params: replayParams, query: { move: ["allow ask"] }, output: { data: [replayed], next_cursor: null } },
  }),
};
