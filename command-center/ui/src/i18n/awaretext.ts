import { lang, t } from "./index";

/** What somebody says to have seen, by the keys of it: what is not there is not named, or the word would be of nothing. */
export function awareText(act: "lift" | "correct", grave: readonly string[]): string {
  const count = (kind: string): number => grave.filter((key) => key.startsWith(`${kind}/`)).length;
  const told = Number(grave.find((key) => key.startsWith("help-count/"))?.split("/")[1] ?? 0);
  const [help, red] = [Math.max(count("help"), told), count("red")];
  const what = [
    ...(help > 0 ? [t("stands.aware.help", { n: help })] : []),
    ...(red > 0 ? [t("stands.aware.red", { n: red })] : []),
  ].join(lang.value === "zh" ? "、" : ", ");
  return t(act === "lift" ? "stands.aware" : "stands.aware.correct", { what });
}
