/**
 * Whether every place can have an own one of what fits it: bipartite matching by augmenting paths, so a place gives
 * back what it took when another needs it. A place that as many fit as there are places is always filled last. What
 * fits a place is listed once there.
 */
export function canMatch(places: readonly (readonly (string | number)[])[]): boolean {
  const scarce = places.filter((fitting) => fitting.length < places.length);
  const placeOf = new Map<string | number, number>();
  const fill = (place: number, tried: Set<string | number>): boolean =>
    (scarce[place] ?? []).some((one) => {
      if (tried.has(one)) return false;
      tried.add(one);
      const other = placeOf.get(one);
      if (other !== undefined && !fill(other, tried)) return false;
      placeOf.set(one, place);
      return true;
    });
  return scarce.every((_, place) => fill(place, new Set()));
}
