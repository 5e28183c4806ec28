import { Officer } from "./driver.mjs";

/** An officer at the pages behind the console: beside the driver the only code that knows how they are built. */
export class DeskOfficer extends Officer {
  /**
   * Opens why the worst alert was raised, and follows it to a single channel where it is made of several; comes back when
   * the record that was judged is drawn.
   */
  async seesWhy(timeout) {
    await this.page.locator(".hero a[href$='/why']").first().click();
    await this.page.waitForURL(/\/alerts\/.+\/why$/);
    const curve = this.page.locator("svg.plot path.line").first();
    const behind = this.page.locator(".evidence td a").first();
    await curve.or(behind).first().waitFor({ timeout });
    if (!(await curve.isVisible())) {
      await behind.click();
      await curve.waitFor({ timeout });
    }
  }

  /** What the page says of the rule that raised the alert. */
  async ruleOfTheAlert() {
    const rule = this.page.locator("section.why .rule:not(.trust)").filter({ hasText: /\d/ }).first();
    return (await rule.innerText()).trim();
  }

  /** Waits until some county has a risk by rain, or is told to be below blue; comes back with its code. */
  async seesRisk(timeout) {
    const row = this.page.locator("tr[data-division]").filter({ has: this.page.locator(".level") });
    await row.first().waitFor({ timeout });
    return row.first().getAttribute("data-division");
  }

  async entersRain(division, mm) {
    await this.page.click("button[aria-expanded]");
    await this.page.selectOption("select[name=division-0]", division);
    await this.page.fill("input[name=mm-0]", String(mm));
    const taken = this.page.waitForResponse(
      (response) => response.url().includes("/api/v1/forecasts/") && response.ok(),
    );
    await this.page.click(".rainform button[type=submit]");
    await taken;
  }

  /** Waits until the county has a level by what was entered. */
  seesExpectedRisk(division, timeout) {
    return this.page.waitForSelector(`tr[data-division="${division}"]:not([data-ahead=""])`, { timeout });
  }

  /** How many stations the gully of this page has. */
  async stations() {
    await this.page.waitForSelector(".gully");
    return this.page.locator(".gully li:not(.village)").count();
  }

  /** Waits until a siren has answered what the standing order told it; comes back with the siren's id. */
  async seesTheSirenAnswer(timeout) {
    const siren = this.page
      .locator(".siren")
      .filter({ has: this.page.locator("li[data-do=siren][data-state=acknowledged]") });
    await siren.first().waitFor({ timeout });
    return siren.first().getAttribute("data-siren");
  }

  mayCommand() {
    return this.page.waitForSelector(".give [data-action]");
  }

  /** Lets a siren speak, and waits for its answer. */
  async letsSpeak(words, timeout) {
    await this.page.click("[data-action=broadcast]");
    await this.page.fill("textarea[name=text]", words);
    await this.page.click(".give button[type=submit]");
    await this.page
      .locator("li[data-do=broadcast][data-state=acknowledged]")
      .filter({ hasText: words })
      .first()
      .waitFor({ timeout });
  }

  async rules() {
    await this.page.waitForSelector("[data-rule]");
    return this.page.locator("[data-rule]").count();
  }

  /** Runs the rules in force over a point's last day; comes back with how many channels were looked at. */
  async backTests(pointId, timeout) {
    await this.page.selectOption("select[name=point]", pointId);
    await this.page.click(".fields button[type=submit]");
    await this.page.waitForSelector(".result", { timeout });
    return this.page.locator(".result").count();
  }
}
