import { Administrator } from "./people-driver.mjs";

/** Somebody at the pages on devices, lists and standing orders: beside the drivers the only code that knows how they are built. */
export class Keeper extends Administrator {
  async #fills(form, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = form.locator(`[name="${name}"]`).first();
      if ((await field.evaluate((one) => one.tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(String(value));
    }
  }

  /** Fills the form of a device and sends it; comes back with the faults that stand at its fields. */
  async registersADevice(values, quantities) {
    const form = this.page.locator("form.editor");
    if (!(await form.isVisible())) await this.page.getByRole("button", { name: "新增设备" }).click();
    await this.#fills(form, values);
    for (const quantity of quantities) {
      await form.locator("[name=quantity]").fill(quantity);
      await form.getByRole("button", { name: "添加测项" }).click();
    }
    return this.#sends(form, "/api/v1/devices");
  }

  async #sends(form, path) {
    const answer = this.page.waitForResponse(
      (response) => response.request().method() !== "GET" && response.url().includes(path),
    );
    await form.locator("button[type=submit]").click();
    const status = (await answer).status();
    if (status < 400) return { status, faults: [] };
    const faults = form.locator("small.fault");
    // only the centre's word on the fields stands at the fields
    if (status === 422) await faults.first().waitFor();
    return { status, faults: await faults.allInnerTexts() };
  }

  opensTheEditor() {
    return this.page.locator("main header").getByRole("button", { name: "修改" }).click();
  }

  async renames(values) {
    const form = this.page.locator("form.editor");
    await this.#fills(form, values);
    return (await this.#sends(form, "/api/v1/devices/")).status;
  }

  /** The rows of the table that shows both versions. */
  async seesBothVersions() {
    const rows = this.page.locator("section.conflict tbody tr");
    await rows.first().waitFor();
    const all = await rows.all();
    return Promise.all(all.map(async (row) => (await row.locator("td").allInnerTexts()).map((one) => one.trim())));
  }

  async keeps(field, side) {
    await this.page.locator(`section.conflict tr[data-field=${field}] input[value=${side}]`).check();
  }

  async savesWhatIsChosen() {
    const answer = this.page.waitForResponse((response) => response.request().method() === "PUT");
    await this.page.getByRole("button", { name: "按所选保存" }).click();
    return (await answer).status();
  }

  async notesACalibration(values) {
    const part = this.page.locator("[data-part=calibrations]");
    await part.getByRole("button", { name: "登记标定" }).click();
    await this.#fills(part.locator("form"), values);
    return this.#sends(part.locator("form"), "/calibrations");
  }

  seesAttention(text, timeout) {
    return this.page.locator("main .attention").filter({ hasText: text }).waitFor({ timeout });
  }

  /** The password as it is shown, this once. */
  async issuesALogin() {
    const part = this.page.locator("[data-part=login]");
    await part.getByRole("button", { name: /签发|更换/ }).click();
    await part.getByRole("button", { name: "确认" }).click();
    const codes = part.locator("code");
    await codes.first().waitFor();
    return (await codes.allInnerTexts()).at(-1);
  }

  async seesHistory() {
    await this.page.waitForSelector("[data-part=history] tbody tr");
    return this.page.locator("[data-part=history] tbody").innerText();
  }

  async registersACamera(values) {
    await this.page.getByRole("button", { name: "新增摄像头" }).click();
    const form = this.page.locator("form[data-form=camera]");
    await this.#fills(form, values);
    return this.#sends(form, "/api/v1/cameras");
  }

  async mendsTheCamera(values) {
    const form = this.page.locator("form[data-form=camera]");
    await this.#fills(form, values);
    return this.#sends(form, "/api/v1/cameras");
  }

  seesCamera(id) {
    return this.page.locator(`[data-camera=${id}]`).innerText();
  }

  choosesTheTable(kind) {
    return this.page.locator("select[name=table]").selectOption(kind);
  }

  async undoesTheNewestList() {
    await this.page.locator("main .card.list tbody tr").first().getByRole("button", { name: "撤销" }).click();
    const answer = this.page.waitForResponse((response) => response.url().endsWith("/undo"));
    await this.page.getByRole("alertdialog").getByRole("button", { name: "撤销" }).click();
    return (await answer).status();
  }

  async draftsAnOrder({ point, level, until, siren, grounds }) {
    await this.page.getByRole("button", { name: "起草" }).click();
    const form = this.page.locator("form.card");
    await form.locator("[name=point]").selectOption(point);
    await form.locator("[name=level]").selectOption(level);
    await form.locator(`[name=siren][value=${siren}]`).check();
    await this.#fills(form, { until, grounds });
    return this.#sends(form, "/standing-orders");
  }

  /** The newest order of the list in that state. */
  #order(state) {
    return this.page.locator(`section.order[data-state=${state}]`).first();
  }

  async seesAnOrder(state) {
    await this.#order(state).waitFor();
    return this.#order(state).innerText();
  }

  async approvesTheLimits() {
    await this.#order("draft").getByRole("button", { name: "核准以上限值" }).click();
    await this.#order("approved").waitFor();
  }

  async signs(password) {
    const order = this.#order("approved");
    if (!(await order.locator("form").isVisible())) await order.getByRole("button", { name: "签发" }).click();
    await order.locator("[name=password]").fill(password);
    return this.#sends(order.locator("form"), "/sign");
  }

  async revokes(password, reason) {
    const order = this.#order("in-force");
    await order.getByRole("button", { name: "撤销" }).click();
    await this.#fills(order.locator("form"), { reason, password });
    return this.#sends(order.locator("form"), "/revoke");
  }

  seesTheReminder(text, timeout) {
    return this.page.locator(".reminder").filter({ hasText: text }).waitFor({ timeout });
  }
}
