import "server-only";

export { countSampleSystems, removeSampleSystems } from "@/lib/systems/service/sample";
export {
  createSystem,
  deleteSystem,
  getSystem,
  getSystemById,
  listSystems,
  updateSystem,
} from "@/lib/systems/service/system";
