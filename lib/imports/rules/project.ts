const projectKey = "claude-code:.";
const subAgent = "sub-agent:";

/** The name of a project as a key can hold it; undefined where it names none. */
export function tidyProject(given: string): string | undefined {
  const tidy = given
    .trim()
    .replaceAll("\\", "/")
    .replaceAll(/\/{2,}/g, "/")
    .replaceAll(/^(?:\.?\/)+|\/+$/g, "");
  return tidy === "" || tidy.startsWith("~") || /^\.+$/.test(tidy) ? undefined : tidy;
}

/**
 * Files that came without a folder all look alike: two projects would share one key, and the second would overwrite the
 * first. In the project somebody named, the agent has the key that its folder would have given it.
 */
export function keyInProject(key: string, project: string): string {
  if (key === projectKey) return `claude-code:${project}`;
  if (!key.startsWith(subAgent)) return key;
  return subAgent + pathInProject(key.slice(subAgent.length), project, true);
}

/** `.mcp.json` → `shop/.mcp.json`, and `settings.json` → `shop/.claude/settings.json`, where it stands in the project. */
export function pathInProject(path: string, project: string, ofSubAgent = false): string {
  if (!isPlaceless(path)) return path;
  if (ofSubAgent && !path.includes("/")) return `${project}/.claude/agents/${path}`;
  const folder = /^settings(?:\.local)?\.json$/.test(path) ? ".claude/" : "";
  return `${project}/${folder}${path.replace(/^\//, "")}`;
}

/** A path that names no folder of a project. What holds for a person or for everybody stands in none. */
function isPlaceless(path: string): boolean {
  if (path === ".claude.json" || path.startsWith("managed-")) return false;
  return !path.includes("/") || path.startsWith(".claude/") || path.startsWith("/.claude/");
}
