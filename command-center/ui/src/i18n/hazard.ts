import { kindOf } from "@/state/kinds";
import { tOr } from "./index";

/** What may happen at a point, by its kind of hazard: a slope fails, a debris flow breaks out, ground caves in. */
export const eventText = (kind: string | undefined): string =>
  tOr(`event.${kind ?? "landslide"}`, tOr("event.landslide", ""));

export const eventAt = (pointId: string | null): string => eventText(pointId === null ? undefined : kindOf(pointId));

/** What a device is; a model that we have no word for is the maker's own, and stays. */
export const modelText = (model: string): string => tOr(`model.${model.toLowerCase()}`, model);
