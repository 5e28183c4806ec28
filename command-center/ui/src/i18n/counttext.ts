import type { Count } from "@/lib/rollcall";
import { t } from "./index";

/** How many, always with their units; people who belong to no household's card are people alone. */
export const countText = ({ households, people }: Count): string =>
  t(households > 0 ? "count.both" : "count.people", { households, people });
