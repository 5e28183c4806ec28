import type { CommandView, DeviceRecord, PointView } from "@/api/types";
import { type Action, type CommandArgs, isHeard } from "@/lib/command";
import { nameOf } from "@/state/names";
import { lang, t, tOr } from "./index";

/** The name of an action; one that the page does not offer shows as the wire has it. */
export const actionText = (action: string): string => tOr(`command.${action}`, action);

/** "鸣响 红色", "采样间隔 30 秒", "喊话 “请立即转移”". */
export function commandText({ do: action, args }: Pick<CommandView, "do" | "args">): string {
  const level = args["level"];
  const said = [actionText(action)];
  if (level) said.push(tOr(`level.${level}`, level));
  if (args["sample"]) said.push(`${args["sample"]} ${t("command.seconds")}`);
  if (args["text"]) said.push(lang.value === "zh" ? `“${args["text"]}”` : `"${args["text"]}"`);
  return said.join(" ");
}

/** What a siren answered, in the language of the page; what we do not know stays as it is. */
export function answerText(detail: string): string {
  if (detail === "sounding" || detail === "silent") return t(`answer.${detail}`);
  if (detail === "expected a text") return t("answer.textless");
  if (detail.startsWith("expired at ")) return t("answer.expired");
  const spoken = /^spoken: (.*)$/s.exec(detail);
  if (spoken) return t("answer.spoken", { text: spoken[1]! });
  const cannot = /^a siren cannot (\S+)$/.exec(detail);
  return cannot ? t("answer.cannot", { action: actionText(cannot[1]!) }) : detail;
}

/** Who gave it: a name, or a standing order by which the job did. */
export const giverText = (by: string): string => (by === "job" ? t("command.by.job") : nameOf(by));

/** What will happen when it is sent, and who hears it. */
export function effectText(
  action: Action,
  args: CommandArgs,
  device: Pick<DeviceRecord, "name">,
  point: Pick<PointView, "name" | "people" | "villages"> | undefined,
): string {
  const people =
    point && isHeard(action)
      ? t("command.people", { place: point.villages.join("、") || point.name, n: point.people })
      : "";
  return t(`command.${action}.what`, {
    name: device.name,
    s: args.seconds ?? "—",
    level: t(`level.${args.level}`),
    people,
  });
}
