import { PATIENCE_MS } from "./driver.mjs";
import { Administrator } from "./people-driver.mjs";

/** Runs in the page: a call to the centre, with the token of its session. */
const ask = async ([method, path, body]) => {
  const { csrfToken } = await (await fetch("/api/v1/session")).json();
  const answer = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": csrfToken },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
};

/** Somebody at the pages of warnings: beside the drivers the only code that knows how they are built. */
export class WarningOfficer extends Administrator {
  /** What the centre is asked to do beside the pages; comes back with what it answers. */
  async does(method, path, body) {
    const { status, body: said } = await this.page.evaluate(ask, [method, path, body]);
    if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(said)}`);
    return said;
  }

  /** The first login of a new officer: the password that was made is changed. */
  async beginsWith(username, once, own) {
    await this.triesToLogIn(username, once);
    await this.mustChooseAPassword();
    await this.choosesAPassword(once, own);
    await this.triesToLogIn(username, own);
    await this.page.waitForSelector(".map, main.list, .page");
  }

  /** The warning of a point as the inbox lists it. */
  row(place) {
    return this.page.locator("li[data-warning]").filter({ hasText: place });
  }

  async seesInInbox(place, timeout) {
    await this.row(place).first().waitFor({ timeout });
    return this.row(place).first().innerText();
  }

  async opensWarning(id) {
    await this.goesTo(`/warnings/${id}`);
    await this.page.waitForSelector("main header[data-state]");
  }

  /** Waits until the warning of this page has that state. */
  seesState(state, timeout) {
    return this.page.waitForSelector(`main header[data-state=${state}]`, { timeout });
  }

  /** Presses the button of a deed. */
  async decides(deed) {
    await this.page.click(`main header [data-do=${deed}]`);
  }

  /** The deed of the dark button. */
  darkDeed() {
    return this.page.locator("main header .go[data-do]").getAttribute("data-do");
  }

  /** Fills the form of a notice, and comes back with the words that it would send, when they are shown. */
  async drafts({ level, reason, shelter }) {
    const form = this.page.locator("form.notice");
    await form.waitFor();
    if (level) await form.locator("[name=level]").selectOption(level);
    if (shelter) await form.locator("[name=shelter]").fill(shelter);
    await form.locator("[name=reason]").fill(reason);
    await this.page.waitForSelector("form.notice button.go:not([disabled])");
    return form.locator("blockquote").allInnerTexts();
  }

  /** What the form, or the signer's page, says of what still stands; `then`: when it was proposed. */
  async stands(when = "now") {
    const block = this.page.locator(`[data-stands=${when}]`);
    await block.waitFor();
    return block.innerText();
  }

  /** What the form says of its reach. */
  reach() {
    return this.page.locator("form .preview .reach").innerText();
  }

  async proposes() {
    await this.page.click("form.notice button.go");
    await this.page.waitForSelector("form.notice", { state: "detached" });
  }

  /** Opens the first paper that waits for this one. */
  async opensFirstPaper(timeout) {
    const paper = this.page.locator("[data-group=mine] [data-paper], [data-group=below] [data-paper]").first();
    await paper.waitFor({ timeout });
    await paper.click();
    await this.page.waitForSelector("[data-do=sign]");
    return this.page.locator("main.sign").innerText();
  }

  /** Signs what is shown, aware of what speaks against it where something does; comes back when it is approved. */
  async signs(password, timeout) {
    await this.page.click("[data-do=sign]");
    const aware = this.page.locator("[data-sheet=sign] [name=aware]");
    if ((await aware.count()) > 0) await aware.check();
    await this.page.fill("[data-sheet=sign] [name=password]", password);
    await this.page.click("[data-sheet=sign] button[type=submit]");
    await this.page.waitForSelector("[data-result=approved]", { timeout });
  }

  /** Opens the first paper, looks, and signs; `false` where it was withdrawn meanwhile. */
  async signsUnlessOvertaken(password, timeout, looks) {
    try {
      await this.opensFirstPaper(timeout);
      await looks();
      await this.signs(password, timeout);
      return true;
    } catch (error) {
      if ((await this.page.locator("[data-result=withdrawn]").count()) > 0) return false;
      throw error;
    }
  }

  /** Is refused with that password, and told so. */
  async signsInVain(password) {
    await this.page.click("[data-do=sign]");
    await this.page.fill("[data-sheet=sign] [name=password]", password);
    await this.page.click("[data-sheet=sign] button[type=submit]");
    const words = await this.page.locator("[data-sheet=sign] [role=alert]").last().innerText();
    await this.page.keyboard.press("Escape");
    return words;
  }

  async sendsBack(comment, timeout) {
    await this.page.click("[data-do=back]");
    await this.page.fill("[data-sheet=back] textarea", comment);
    await this.page.click("[data-sheet=back] button[type=submit]");
    await this.page.waitForSelector("[data-result=sent-back]", { timeout });
  }

  /** Waits for a text on the phone of that number. */
  async phoneHas(number, words, timeout) {
    const text = this.page.locator(`.phone[data-number="${number}"] li.in`).filter({ hasText: words }).last();
    await text.waitFor({ timeout });
    return text.innerText();
  }

  /** Waits until the household stands so. */
  seesHousehold(id, state, timeout) {
    return this.page.waitForSelector(`[data-household="${id}"][data-roll-state=${state}]`, { timeout });
  }

  /** The households of the list from its top. */
  roll() {
    return this.page
      .locator("[data-household]")
      .evaluateAll((rows) => rows.map(({ dataset }) => [dataset.household, dataset.rollState]));
  }

  async showsAll() {
    await this.page.click(".filter [data-filter=all]");
  }

  async marks(household, state, note) {
    const row = this.page.locator(`[data-household="${household}"]`);
    await row.locator(".do button").click();
    await row.locator("[data-form=mark] select").selectOption(state);
    await row.locator("[data-form=mark] [name=note]").fill(note);
    await row.locator("[data-form=mark] button").click();
  }

  async sendsRunner(household, name, phone) {
    const row = this.page.locator(`[data-household="${household}"]`);
    await row.locator(".do button").click();
    await row.locator("[name=proposal]").selectOption("other");
    await row.locator("[name=runner]").fill(name);
    await row.locator("[name=phone]").fill(phone);
    await row.locator("[data-form=runner] button").click();
    await row.locator("[data-form=runner]").waitFor({ state: "detached" });
  }

  /** Notes that whoever was asked to go there has accepted. */
  async notesAcceptance(household) {
    const row = this.page.locator(`[data-household="${household}"]`);
    await row.locator(".do button").click();
    await row.locator(".asked button").click();
    await row.getByText("在去").waitFor();
  }

  /** Opens the newest reply that says just that; comes back with its id and its row. */
  async #reply(words, timeout) {
    const newest = this.page
      .locator("[data-reply]")
      .filter({ has: this.page.getByText(words, { exact: true }) })
      .first();
    await newest.waitFor({ timeout });
    const id = await newest.getAttribute("data-reply");
    // others may come in above it
    const row = this.page.locator(`[data-reply="${id}"]`);
    await row.locator("button[aria-expanded]").click();
    return row;
  }

  async #settle(row) {
    await row.locator("button[type=submit]").click();
    await row.waitFor({ state: "detached" });
  }

  /** Gives a reply to the household it is of. */
  async settlesFor(words, point, household, timeout) {
    const row = await this.#reply(words, timeout);
    await row.locator("[name=point]").selectOption(point);
    await row.locator("[name=which]").selectOption(household);
    await this.#settle(row);
  }

  /** Says why a reply needs nothing. */
  async settles(words, note, timeout) {
    const row = await this.#reply(words, timeout);
    await row.locator("[name=kind][value=note]").check();
    await row.locator("[name=note]").fill(note);
    await this.#settle(row);
  }

  /** Puts the warning of this page aside until then. */
  async shelves(reason, until) {
    await this.decides("shelve");
    const form = this.page.locator("form[data-deed=shelve]");
    await form.locator("[name=words]").fill(reason);
    await form.locator("[name=until]").fill(until);
    await form.locator("button.go").click();
    await this.page.locator("main header [data-do=unshelve]").waitFor();
  }

  /** The warning as the inbox lists it among those that are put aside. */
  async seesShelved(id, timeout) {
    const group = this.page.locator("[data-group=shelved]");
    await group.waitFor({ timeout });
    await group.locator("summary").click();
    const row = group.locator(`[data-warning="${id}"]`);
    await row.waitFor({ timeout });
    return row.innerText();
  }

  async takesUpAgain() {
    await this.decides("unshelve");
    await this.page.locator("main header [data-do=shelve]").waitFor();
  }

  async dismisses(reason, timeout) {
    await this.decides("dismiss");
    const form = this.page.locator("form[data-deed=dismiss]");
    await form.locator("[name=words]").fill(reason);
    await form.locator("button.go").click();
    await this.seesState("dismissed", timeout);
  }

  /** Sets right what people were told, with one key; comes back with the words that were shown before. */
  async corrects({ reason, level, password }) {
    await this.decides("correct");
    const form = this.page.locator("form[data-deed=correct]");
    await form.locator("[name=words]").fill(reason);
    await form.locator("[name=level]").selectOption({ label: level });
    await form.locator("blockquote").filter({ hasText: level }).first().waitFor();
    const words = await form.locator("blockquote").allInnerTexts();
    await form.locator("[name=password]").fill(password);
    await form.locator("button.go").click();
    await form.waitFor({ state: "detached" });
    return words;
  }

  /** Lets somebody sign in this one's place; comes back with what the page says of it. */
  async delegatesTo(username, name) {
    await this.goesTo("/delegations");
    await this.page.fill("[name=to]", username);
    await this.page.click("main form button[type=submit]");
    const line = this.page.locator("[data-delegation]").filter({ hasText: name });
    await line.waitFor();
    return line.innerText();
  }

  async closesWith(review) {
    await this.decides("close");
    await this.page.fill("[data-deed=close] textarea", review);
    await this.page.click("[data-deed=close] button.go");
    await this.seesState("closed", PATIENCE_MS);
  }

  /** Waits until some warning that nobody took on has climbed to the next officer. */
  seesACall(timeout) {
    return this.page.waitForFunction(
      async () => {
        const open = await (await fetch("/api/v1/warnings?open=true")).json();
        return open.some(({ log }) => log.some(({ act }) => act === "call"));
      },
      undefined,
      { timeout, polling: 2_000 },
    );
  }

  /** The acts of the course of this warning. */
  course() {
    return this.page.locator(".course [data-act]").evaluateAll((rows) => rows.map(({ dataset }) => dataset.act));
  }
}
