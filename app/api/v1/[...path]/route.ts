import { authenticateRequest } from "@/lib/auth/viewer";
import { getSettings } from "@/lib/config/settings";
import { createApi } from "@/lib/http/api";
import { operations } from "@/lib/openapi/operations";
import { noteRequest } from "@/lib/telemetry/requests";
import { handlers } from "./handlers";

const answer = createApi({
  operations,
  handlers,
  authenticate: authenticateRequest,
  readSettings: getSettings,
  note: noteRequest,
});

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
