import { picture } from "./centre";

/** How many people the file of a point says are threatened; 0 for a point that this account does not see. */
export const threatenedAt = (pointId: string): number => picture.value.points.get(pointId)?.people ?? 0;
