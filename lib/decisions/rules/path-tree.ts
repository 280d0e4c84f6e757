/** Paths by their parts: what members are held against, whatever the number of either. */
export type PathTree = { readonly isEnd: boolean; readonly below: ReadonlyMap<string, PathTree> };

const leaf: PathTree = { isEnd: true, below: new Map() };

export function growPaths(paths: readonly (readonly string[])[]): PathTree {
  const rest = new Map<string, (readonly string[])[]>();
  for (const [first, ...more] of paths) {
    if (first === undefined) return leaf;
    const known = rest.get(first);
    if (known) known.push(more);
    else rest.set(first, [more]);
  }
  return { isEnd: false, below: new Map([...rest].map(([name, below]) => [name, growPaths(below)])) };
}
