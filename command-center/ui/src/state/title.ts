import { computed } from "vue";
import { t } from "@/i18n";
import { shownLevel } from "@/lib/level";
import { calls, ended } from "./centre";
import { now } from "./clock";

/** The tab's title: what calls first. It blinks when the session is over: the last resort of a page that can sound no more. */
export const title = computed(() => {
  if (ended.value && Math.floor(now.value / 1_000) % 2 === 0) return t("session.ended.title");
  const first = calls.value[0];
  const level = first ? shownLevel(first) : null;
  return first && level
    ? [
        first.realm === "exercise" ? t("notice.drill") : "",
        t(`level.${level}.short`),
        `${first.pointName ?? ""} · ${t("app.name")}`,
      ]
        .join(" ")
        .trim()
    : t("app.name");
});
