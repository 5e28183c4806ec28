import { describe, expect, it } from "vitest";
import { after, alert, message } from "@/fixtures/scenery";
import { warningView } from "@/fixtures/warnings";
import { chainOf } from "./chain";
import { checkOf } from "./check";

const verified = { at: after(90), by: "wang", byName: "王值班", act: "verify", detail: {} };
const nobody = { signatures: [] };

describe("who stands behind a notice", () => {
  it("is nobody as long as nobody has spoken", () => {
    const chain = chainOf(checkOf(alert(), [], [message()]), warningView(), nobody);
    expect(chain.map(({ who, at }) => [who, at])).toEqual([
      ["monitor", null],
      ["desk", null],
      ["signer", null],
    ]);
    expect(chain[0]!.name).toBe("李春生");
  });

  it("names who confirmed, who verified last, and who signed", () => {
    const replies = [{ text: "1", meaning: "real", at: after(30) }] as const;
    const again = { ...verified, at: after(200), by: "li", byName: "李替班" };
    const signature = {
      username: "zhao",
      displayName: "赵签发",
      role: "SIGNER",
      division: "220282",
      at: after(300),
      method: "password",
    };
    const chain = chainOf(checkOf(alert(), [], [message({ replies })]), warningView({ log: [verified, again] }), {
      signatures: [signature],
    });
    expect(chain.map(({ name, at }) => [name, at])).toEqual([
      ["李春生", after(30)],
      ["李替班", after(200)],
      ["赵签发", after(300)],
    ]);
    expect(chain[0]!.answer).toBe("real");
  });

  it("names what came back on an earlier question while the newest is unanswered", () => {
    const replies = [{ text: "裂缝没变", meaning: "nothing", at: after(30) }] as const;
    const asked = [message({ id: "m1", replies }), message({ id: "m2", level: "red", at: after(60) })];
    expect(chainOf(checkOf(alert(), [], asked), null, nobody)[0]).toMatchObject({
      answer: "nothing",
      at: after(30),
      text: "裂缝没变",
    });
  });

  it("does not take a text that nobody understood for a confirmation", () => {
    const replies = [{ text: "你们是谁", meaning: "text", at: after(30) }] as const;
    expect(chainOf(checkOf(alert(), [], [message({ replies })]), null, nobody)[0]).toMatchObject({
      answer: null,
      at: null,
    });
  });
});
