import { WarningOfficer } from "./warning-driver.mjs";

/** What a Chinese page may write in Latin letters: instruments, networks, formats, units, and the names that they go by. */
const LATIN = new Set(
  (
    "GNSS SMS MQTT SMPP CMPP OIDC HTTPS HTTP TLS JSON CBOR CSV PDF JPEG PNG WebP RTSP WebRTC GB IMEI ID IP UTC API URL Twilio " +
    "CGCS2000 CGCS WGS84 WGS UTF QR CN Ctrl Esc Enter PageUp PageDown Tab Excel English rtsp http https sub " +
    "mm cm km mV kPa hPa Hz Pa dBm LPPLS Voight Fukuzono Carlà Saito Cruden Varnes min sin cos tan exp MB KB "
  ).split(" "),
);

/** Runs in the page: what is wider than its place, and what is cut without a word about the rest. */
const examineRoom = () => {
  const wrong = [];
  const said = (element) => element.innerText.trim().replace(/\s+/g, " ").slice(0, 60);
  const where = (element) => `${element.tagName.toLowerCase()}.${element.classList[0] ?? ""} “${said(element)}”`;
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) wrong.push(`the page is ${over} px wider than its window`);
  for (const element of document.body.querySelectorAll("*:not(.visually-hidden, .hero .body)")) {
    if (!(element instanceof HTMLElement) || !element.checkVisibility() || element.closest(".maplibregl-map")) continue;
    const { textOverflow, overflowX, overflowY } = getComputedStyle(element);
    const wide = element.clientWidth > 0 && element.scrollWidth - element.clientWidth > 1;
    const high = element.clientHeight > 0 && element.scrollHeight - element.clientHeight > 2;
    const isCut = (overflow) => overflow === "hidden" || overflow === "clip";
    if (said(element) === "") continue;
    if (wide && isCut(overflowX) && !(textOverflow === "ellipsis" && element.closest("[title]")))
      wrong.push(`cut at its side: ${where(element)}`);
    if (wide && overflowX === "auto" && !element.matches("[tabindex]"))
      wrong.push(`must be pushed aside: ${where(element)}`);
    if (high && isCut(overflowY)) wrong.push(`cut at its foot: ${where(element)}`);
  }
  return wrong;
};

/** Runs in the page: what lies over a bar or a sheet that stands still while the page moves below it. */
const examineLayers = () => {
  const wrong = [];
  for (const sheet of document.querySelectorAll("body *")) {
    const { position } = getComputedStyle(sheet);
    if ((position !== "fixed" && position !== "sticky" && !sheet.matches("[data-sheet]")) || !sheet.checkVisibility())
      continue;
    const box = sheet.getBoundingClientRect();
    for (let i = 1; i < 12; i++) {
      for (const down of [0.15, 0.5, 0.85]) {
        const [x, y] = [box.left + (box.width * i) / 12, box.top + box.height * down];
        const top = document.elementFromPoint(x, y);
        if (top && top !== sheet && !sheet.contains(top) && !top.contains(sheet))
          wrong.push(`${top.className || top.tagName} lies over ${sheet.className}`);
      }
    }
  }
  return [...new Set(wrong)];
};

/**
 * Runs in the page: words that are not of its language.
 *
 * @param latin words in Latin letters that stand in Chinese text
 * @param names what this system calls its points, devices and people
 */
const examineWords = ({ latin, names }) => {
  const wrong = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!element.checkVisibility() || element.closest("[data-raw], [lang]:not([lang|=zh]), code, kbd, script, style"))
      continue;
    const text = names.reduce((left, name) => left.split(name).join(" "), node.textContent);
    const words = (text.match(/[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*/g) ?? []).filter(
      (word) => /[A-Za-z]{2}/.test(word) && !latin.includes(word),
    );
    if (words.length > 0) wrong.push(`not Chinese: ${words.join(" ")} in “${node.textContent.trim().slice(0, 80)}”`);
  }
  return [...new Set(wrong)];
};

/** Somebody who looks at how pages look. */
export class Looker extends WarningOfficer {
  /** Everything that this system calls by a name in Latin letters. */
  async learnsNames() {
    const [devices, users, overview] = await Promise.all([
      this.asks("/api/v1/devices"),
      this.asks("/api/v1/users"),
      this.asks("/api/v1/overview"),
    ]);
    this.names = [
      ...devices.flatMap(({ id, name, gateway }) => [id, name, gateway]),
      ...users.flatMap(({ username, displayName }) => [username, displayName]),
      ...overview.points.flatMap(({ id, name }) => [id, name]),
    ].filter((name) => typeof name === "string" && /[A-Za-z]/.test(name));
    this.names.sort((a, b) => b.length - a.length);
  }

  /** The language and the ground of this browser, from the next page on. */
  async prefers(lang, theme) {
    await this.page.evaluate(
      ([language, ground]) => {
        localStorage.setItem("shanshao.language", language);
        localStorage.setItem("shanshao.theme", ground);
      },
      [lang, theme],
    );
  }

  /** What does not fit, what lies over what must stay in sight, and what is not in the language of the page. */
  async looks() {
    const isChinese = (await this.page.evaluate(() => document.documentElement.lang)) === "zh-CN";
    return [
      ...(await this.page.evaluate(examineRoom)),
      ...(await this.page.evaluate(examineLayers)),
      ...(isChinese ? await this.page.evaluate(examineWords, { latin: [...LATIN], names: this.names }) : []),
    ];
  }
}
