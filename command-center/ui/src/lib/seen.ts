import type { PointView } from "@/api/types";

/** Whether an alert would come if the slope moved: somebody measures there, is heard, and a rule judges it. */
export const isSeen = ({ blind, unguarded }: PointView): boolean => !blind && unguarded === null;
