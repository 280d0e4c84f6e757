import "server-only";

export { countSampleSystems, removeSampleSystems } from "@/lib/systems/service/sample";
export { rederiveLater } from "@/lib/systems/service/reaching";
export {
  createSystem,
  deleteSystem,
  getSystem,
  getSystemById,
  listSystems,
  updateSystem,
} from "@/lib/systems/service/system";
