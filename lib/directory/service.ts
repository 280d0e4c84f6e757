import "server-only";

export { createScim } from "@/lib/directory/service/door";
export { moveLater, readDirectoryGrants } from "@/lib/directory/service/grants";
export { isKept } from "@/lib/directory/service/kept";
export { listDirectoryGroups, mapDirectoryGroup } from "@/lib/directory/service/mapping";
export {
  createDirectory,
  listDirectories,
  listDirectoryRefusals,
  readCreated,
  readScimAddress,
  revokeDirectory,
} from "@/lib/directory/service/secrets";
