import type { DraftServer } from "@/lib/imports/rules";
import { givesOrders } from "@/lib/imports/findings/instructions";
import { isPlainHttp } from "@/lib/imports/findings/servers";
import { itemsOf, type JsonNode, memberOf, textOf } from "@/lib/imports/parse/json/node";
import { raise, readProse, type Reading } from "@/lib/imports/parse/reading";

export function judgeRegistryServer(reading: Reading, root: JsonNode, servers: readonly DraftServer[]): void {
  const description = memberOf(root, "description");
  const text = textOf(description) ?? "";
  const line = description?.line ?? root.line;
  // Not kept, but what is hidden in it reaches every model that lists the server.
  readProse(reading, text, line, "The description");
  if (givesOrders(text)) {
    raise(reading, "instructing_text", line, "The description tells whoever reads it what to do. A model may obey it.");
  }
  for (const node of itemsOf(memberOf(root, "packages"))) judgePackage(reading, node);
  for (const { name, transport, url, origin } of servers) {
    if (transport === "sse") {
      raise(
        reading,
        "sse_transport",
        origin.line,
        `Server \`${name}\` uses SSE, which MCP replaced by streamable HTTP.`,
      );
    }
    if (isPlainHttp(url)) {
      raise(
        reading,
        "plain_http",
        origin.line,
        `Server \`${name}\` is called over \`http://\`: anyone on the way reads it.`,
      );
    }
  }
}

function judgePackage(reading: Reading, node: JsonNode): void {
  const version = textOf(memberOf(node, "version"));
  const identifier = textOf(memberOf(node, "identifier")) ?? "";
  if (textOf(memberOf(node, "registryType")) === "oci") {
    const tag = /:([\w.-]+)$/.exec(identifier.slice(identifier.lastIndexOf("/") + 1))?.[1] ?? version;
    if (/@sha256:[0-9a-f]{64}$/.test(identifier) || (tag !== undefined && /\d/.test(tag))) return;
    raise(reading, "unpinned_image", node.line, "The entry names an image without a fixed version. Name a digest.");
  } else if (version === undefined || !/^v?\d+\.\d+/.test(version)) {
    raise(reading, "unpinned_package", node.line, "The entry names a package without a fixed version.");
  }
}
