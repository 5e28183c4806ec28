import { shallowRef } from "vue";

/** Which kind of hazard each point is, as far as the picture has told. */
const known = shallowRef<ReadonlyMap<string, string>>(new Map());

export const learnKinds = (points: readonly { readonly id: string; readonly kind: string }[]): void =>
  void (known.value = new Map(points.map(({ id, kind }) => [id, kind])));

export const kindOf = (pointId: string): string | undefined => known.value.get(pointId);
