import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-unsafe-swiftshader",
];
const BROWSERS = [
  process.env.SHANSHAO_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The first browser found, or `null`. */
export const findBrowser = () => BROWSERS.find((path) => path && existsSync(path)) ?? null;

export const openBrowser = (further = []) =>
  chromium.launch({ executablePath: findBrowser() ?? undefined, args: [...ARGUMENTS, ...further] });

/** What a page may take where others keep the processors busy; a step that comes earlier waits no longer. */
export const PATIENCE_MS = 180_000;

const SILENCE = "the banner of silence is up";

/** Runs in the page. A question from outside would count as a user's gesture and let the page sound, so the page tells by itself. */
function tellWhenSilent(words) {
  const watch = new MutationObserver(() => {
    if (!document.querySelector("div.silent[role=alert]")) return;
    watch.disconnect();
    console.log(words);
  });
  watch.observe(document, { childList: true, subtree: true });
}

/** A duty officer at a screen: the only code that knows how the pages are built. */
export class Officer {
  /** Hosts that the pages asked for anything. */
  hosts = new Set();
  complaints = [];
  alertsHeard = 0;
  #cut = false;
  #links = new Set();

  static async at(browser, base, width, height) {
    const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
    context.setDefaultTimeout(PATIENCE_MS);
    context.setDefaultNavigationTimeout(PATIENCE_MS);
    const officer = new this(await context.newPage(), base);
    await officer.#listen();
    return officer;
  }

  constructor(page, base) {
    this.page = page;
    this.base = base;
  }

  async #listen() {
    this.page.on("request", (request) => this.hosts.add(new URL(request.url()).host));
    this.page.on("pageerror", (error) => this.complaints.push(error.message));
    await this.page.routeWebSocket(/\/ws$/, (socket) => this.#link(socket));
  }

  /** Passes the live link through, counts what it says, and can hold it cut. */
  #link(socket) {
    if (this.#cut) return socket.close();
    const server = socket.connectToServer();
    this.#links.add(socket);
    server.onMessage((frame) => {
      if (String(frame).includes('"type":"alert"')) this.alertsHeard++;
      if (!this.#cut) socket.send(frame);
    });
    socket.onMessage((frame) => server.send(frame));
    socket.onClose(() => {
      this.#links.delete(socket);
      void server.close();
    });
    return undefined;
  }

  async cutsTheLink() {
    this.#cut = true;
    await Promise.all([...this.#links].map((socket) => socket.close()));
  }

  mendsTheLink() {
    this.#cut = false;
  }

  goesTo(path) {
    return this.page.goto(this.base + path);
  }

  async triesToLogIn(user, password) {
    await this.goesTo("/login");
    await this.page.fill("input[name=username]", user);
    await this.page.fill("input[name=password]", password);
    await this.page.click("button[type=submit]");
  }

  async logsIn(user, password) {
    await this.triesToLogIn(user, password);
    await this.page.waitForSelector(".map");
  }

  isRefused() {
    return this.page.waitForSelector("form [role=alert]");
  }

  seesTheMap(timeout) {
    return this.page.waitForSelector(".map[data-drawn=true]", { timeout });
  }

  /** Colour of the ribbon is nothing; its words are what counts. */
  seesRibbon(words) {
    return this.page.locator(".ribbon").filter({ hasText: words }).waitFor();
  }

  seesAnOpenAlert(timeout) {
    return this.page.waitForSelector(".hero[data-level]", { timeout });
  }

  /** The point of the worst alert as the hero shows it. */
  async heroPlace() {
    return (await this.page.textContent(".hero h2")).trim();
  }

  /** Opens the point of the worst alert; comes back with its path. */
  async opensTheWorst() {
    await this.page.click(".hero h2 button");
    await this.page.waitForURL(/\/points\//);
    await this.page.waitForSelector("main header h2");
    return new URL(this.page.url()).pathname;
  }

  seesACurve(timeout) {
    return this.page.waitForFunction(
      () => [...document.querySelectorAll(".chart [role=img]")].some((chart) => Number(chart.dataset.samples) > 2),
      undefined,
      { timeout },
    );
  }

  /** How many pixels of the first curve have a colour of a warning level: its limits are drawn. */
  async limitPixels() {
    await this.page.waitForSelector(".chart [role=img]:not([data-limits='0'])");
    return this.page.evaluate(() => {
      const chart = document.querySelector(".chart [role=img]:not([data-limits='0'])");
      const canvas = chart.querySelector("canvas");
      const css = getComputedStyle(chart);
      const wanted = ["red", "orange", "yellow", "blue"].map((level) => {
        const hex = css.getPropertyValue(`--${level}`).trim().slice(1);
        return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
      });
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] < 200) continue;
        if (wanted.some((rgb) => rgb.every((part, k) => Math.abs(part - data[i + k]) < 12))) found++;
      }
      return found;
    });
  }

  /** Waits until the newest value of some curve is another one. */
  async seesValuesMove(timeout) {
    const values = () => [...document.querySelectorAll(".curve .value b")].map((b) => b.textContent).join();
    const before = await this.page.evaluate(values);
    await this.page.waitForFunction(
      (old) => [...document.querySelectorAll(".curve .value b")].map((b) => b.textContent).join() !== old,
      before,
      { timeout },
    );
  }

  evidenceRows() {
    return this.page.locator(".evidence tbody tr").count();
  }

  /** The first phone with a message: its number, and the point that its owner watches. */
  async phoneWithMessage(timeout) {
    const card = this.page
      .locator(".phone")
      .filter({ has: this.page.locator("li.in") })
      .first();
    await card.waitFor({ timeout });
    return { number: await card.getAttribute("data-number"), place: await card.getAttribute("data-place") };
  }

  async types(number, text) {
    const card = this.page.locator(`.phone[data-number="${number}"]`);
    const before = await card.locator("li.out").count();
    await card.locator("input").fill(text);
    await card.locator("button[type=submit]").click();
    await card.locator("li.out").nth(before).waitFor();
  }

  seesAnswer(meaning, timeout) {
    return this.page.waitForSelector(`.thread .in[data-meaning=${meaning}]`, { timeout });
  }

  /** A window in which nobody has touched anything yet: browsers keep it mute. Comes back when its banner is up. */
  async opensAnotherWindow(path) {
    const other = new Officer(await this.page.context().newPage(), this.base);
    await other.page.addInitScript(tellWhenSilent, SILENCE);
    const told = other.page.waitForEvent("console", { predicate: (message) => message.text() === SILENCE });
    await Promise.all([told, other.goesTo(path)]);
    return other;
  }

  async enablesSound() {
    await this.page.click("div.silent button");
    await this.page.waitForSelector("div.silent[role=alert]", { state: "detached" });
  }

  closesWindow() {
    return this.page.close();
  }

  async seesLostLink() {
    await this.page.waitForSelector("div.lost[role=alert]");
    await this.page.waitForSelector(".app-body.lost");
  }

  async seesLinkBack() {
    await this.page.waitForSelector("div.lost[role=alert]", { state: "detached", timeout: PATIENCE_MS });
  }

  /** Acknowledges the worst open alert with the keys, of which Enter does nothing; comes back with the place when the server has taken it. */
  async acknowledgesWithKeys(timeout) {
    const acts = [];
    this.page.on("request", (request) => request.method() === "POST" && acts.push(request.url()));
    const taken = this.page.waitForResponse((response) => response.url().endsWith("/acknowledge") && response.ok());
    for (;;) {
      await this.page.waitForSelector(".hero .act .go .lead", { timeout });
      await this.#touchesNothing();
      for (let i = 0; i < 3; i++) await this.page.keyboard.press("Enter");
      // a worse alert may come up between the keys: it takes the place of the button, and must be led to anew
      if (await this.page.evaluate(() => document.activeElement?.matches(".hero .go[data-led]"))) break;
    }
    if (acts.length > 0) throw new Error(`Enter alone did something: ${acts.join(" ")}`);
    await this.page.keyboard.press("Space");
    // the server says which alert it was
    return (await (await taken).json()).pointName;
  }

  #touchesNothing() {
    return this.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  }

  /** A line of the log that has all the words. */
  logHas(words, timeout) {
    const line = words.reduce((lines, word) => lines.filter({ hasText: word }), this.page.locator(".log li"));
    return line.first().waitFor({ timeout });
  }

  async findsByKeyboard(words) {
    await this.#touchesNothing();
    await this.page.keyboard.press("/");
    await this.page.keyboard.type(words);
    await this.page.waitForSelector("#found-points li");
    await this.page.keyboard.press("Enter");
    await this.page.waitForURL(/\/points\//);
  }

  switchesLanguage() {
    return this.page.locator(".own button").first().click();
  }

  /** Pixels by which the page is wider than its window. */
  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }

  async shows(folder, name) {
    if (folder) await this.page.screenshot({ path: `${folder}/${name}.png` });
  }

  leaves() {
    return this.page.context().close();
  }
}
