// A real OpenID Connect provider in a process of its own: node identity-provider.mjs <redirect uri> [port]
// People are made and changed with `PUT /accounts/<name>` and a JSON object of claims; whoever is not known has none.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const [redirectUri, port = "0"] = process.argv.slice(2);
const accounts = new Map();
const server = createServer();
server.listen(Number(port), "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const answer = buildProvider(issuer).callback();
  server.on("request", (request, response) => {
    const name = request.method === "PUT" ? /^\/accounts\/(\w+)$/.exec(request.url)?.[1] : undefined;
    if (name) void keepAccount(name, request, response);
    else answer(request, response);
  });
  process.stdout.write(`${issuer}\n`);
});

async function keepAccount(name, request, response) {
  let text = "";
  for await (const part of request) text += part;
  accounts.set(name, JSON.parse(text));
  response.writeHead(204).end();
}

function buildProvider(issuer) {
  return new Provider(issuer, {
    clients: [{ client_id: "ambit", client_secret: "a secret of the test client", redirect_uris: [redirectUri] }],
    cookies: { keys: ["a key of the test provider"] },
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, name) => ({ accountId: name, claims: () => ({ sub: name, ...accounts.get(name) }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
}
