import { getSettings } from "@/lib/config/settings";
import { createScim } from "@/lib/directory/service";
import { groupAddress, peerHeader, readClientAddress } from "@/lib/http/client-address";
import { readBody, scimMediaType } from "@/lib/http/input/read-body";
import { toAppError } from "@/lib/http/problem";
import { chooseRequestId } from "@/lib/http/request-id";

const answer = createScim({
  chooseRequestId,
  readAddress: (headers) => {
    const hops = { peer: headers.get(peerHeader), forwardedFor: headers.get("x-forwarded-for") };
    return groupAddress(readClientAddress(hops, getSettings().trustedProxies));
  },
  readBody: (request, maxBytes) => readBody(request, maxBytes, undefined, scimMediaType),
  toAppError,
});

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
