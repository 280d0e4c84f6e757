import "server-only";

export { decideShadowAgent } from "@/lib/shadow/service/decide";
export { getShadowAgent, listShadowAgents, listShadowSources } from "@/lib/shadow/service/read";
export { reportShadowAgent } from "@/lib/shadow/service/report";
