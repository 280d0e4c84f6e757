import "server-only";

export { fetchAgentCard } from "@/lib/imports/service/card";
export { carryOut, forgetImports } from "@/lib/imports/service/carry-out";
export { createImport } from "@/lib/imports/service/check";
export { exportImportRows, getImport, listImportRows } from "@/lib/imports/service/read";
export { runImport } from "@/lib/imports/service/run";
