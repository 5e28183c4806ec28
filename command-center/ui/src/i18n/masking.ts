import type { KnownMask } from "@/api/masks";
import { quantityText } from "@/lib/format";
import { whenTime } from "@/lib/time";
import { nameOf } from "@/state/names";
import { lang, t } from "./index";

/** "GNSS-1 裂缝 10:29 至 10:40，赵云 10:41（马超确认）：仪器被碰": what of a channel is masked, by whom, when and why. */
export function maskText(mask: KnownMask, now: number): string {
  const channel = `${mask.deviceName} ${quantityText(mask.quantity, lang.value)}`;
  const span = t("mask.span", {
    from: whenTime(mask.from, now),
    to: mask.to ? whenTime(mask.to, now) : t("mask.open"),
  });
  return t("mask.said", {
    channel,
    span,
    by: nameOf(mask.by),
    at: mask.at ? whenTime(mask.at, now) : "",
    confirmed: mask.confirmedBy ? t("mask.said.confirmed", { by: nameOf(mask.confirmedBy) }) : "",
    reason: mask.reason,
  });
}

/** The same as news: that somebody has masked a channel. */
export const maskedText = (mask: KnownMask): string =>
  t("log.masked", {
    by: nameOf(mask.by),
    channel: `${mask.deviceName} ${quantityText(mask.quantity, lang.value)}`,
    reason: mask.reason,
  });
