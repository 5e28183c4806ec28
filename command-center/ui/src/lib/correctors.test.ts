import { expect, it } from "vitest";
import { after } from "@/fixtures/scenery";
import { notice } from "@/fixtures/warnings";
import { correctorsOf } from "./correctors";

const signature = (displayName: string, method = "password") =>
  ({
    username: displayName,
    displayName,
    role: null,
    division: "220282",
    at: after(9),
    method,
    standsFor: null,
  }) as never;

it("names in whose name each act was told and who signed it, as long as that holds", () => {
  const evacuation = notice({ state: "issued", issuedAt: after(1), signatures: [signature("李书记")] });
  const publicly = notice({ id: "n2", number: 2, act: "public", signing: "22", state: "issued", issuedAt: after(2) });
  expect(correctorsOf({ notices: [evacuation, publicly] })).toEqual([
    { act: "evacuation", division: "220282", number: 1, signed: ["李书记"] },
    { act: "public", division: "22", number: 2, signed: [] },
  ]);
  const lift = notice({ id: "n3", number: 3, purpose: "lift", level: null, state: "issued", issuedAt: after(3) });
  expect(correctorsOf({ notices: [evacuation, publicly, lift] })).toEqual([]);
});

it("names nobody for a standing order, which signs in nobody's name", () => {
  const ordered = notice({ state: "issued", issuedAt: after(1), signatures: [signature("该点", "standing-order")] });
  expect(correctorsOf({ notices: [ordered] })[0]?.signed).toEqual([]);
});
