import { type Act, mayRole } from "@/lib/may";
import { session } from "./centre";

/** Whether the centre lets whoever is signed in do that; it follows the session. */
export const may = (act: Act): boolean => mayRole(session.value?.role, act);
