import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ROLES } from "@/api/people";
import { actionsFor } from "./command";
import { type Act, RIGHTS, mayRole } from "./may";

const WALLS = readFileSync("../src/test/java/cn/shanshao/center/WallTable.java", "utf8");
const rolesIn = (text: string): string[] =>
  [...text.matchAll(/Role\.([A-Z]+)/g)].map(([, name]) => name!.toLowerCase());

/** The sets of roles that the table of the centre names. */
const SETS = new Map<string, readonly string[]>(
  [...WALLS.matchAll(/(?:Set<Role>|var) (\w+) =\s*Set\.of\(([^)]*)\)/g)].map(([, name, roles]) => [
    name!,
    rolesIn(roles!),
  ]),
);
SETS.set("ALL", ROLES);

/** Who may, by the table that the tests of the centre hold every operation against. */
function judged(call: string): readonly string[] {
  const after = WALLS.split(`"${call}",`)[1];
  if (after === undefined) throw new Error(`the centre knows no ${call}`);
  const said = /^\s*(Set\.of\([^)]*\)|\w+)/.exec(after)![1]!;
  return SETS.get(said) ?? rolesIn(said);
}

const acts = Object.keys(RIGHTS) as Act[];
const called = acts.filter((act) => "call" in RIGHTS[act]);

describe("what a role may", () => {
  it.each(called)("is for %s what the centre lets", (act) => {
    const { call } = RIGHTS[act] as { readonly call: string };
    expect([...RIGHTS[act].roles].sort()).toEqual([...judged(call)].sort());
  });

  it("is nothing for whoever is not signed in, and for a role that is unknown", () => {
    for (const act of acts) for (const role of [undefined, "", "root"]) expect(mayRole(role, act)).toBe(false);
  });

  it("is for a wall to look, and to do nothing", () => {
    expect(acts.filter((act) => mayRole("wall", act) || mayRole("reviewer", act))).toEqual([]);
  });

  it.each(ROLES)("leaves %s the commands that the centre takes", (role) => {
    const siren = { model: "siren", state: "service", gateway: null } as const;
    const operates = ["administrator", "signer", "duty"].includes(role);
    const loud = (realm: "live" | "exercise") => actionsFor({ ...siren, realm }, role);
    expect(loud("live").includes("siren")).toBe(role === "signer");
    expect(loud("exercise").includes("siren")).toBe(operates);
    expect(loud("live").includes("stop")).toBe(operates);
    expect(loud("live").includes("reboot")).toBe(role === "administrator");
  });

  it("is asked in one place: no page and no part compares a role by itself", () => {
    // the roles of persons at a slope, whose names a forecast goes by, who can be put on a roster, and what a wall needs not
    const others = [
      "components/RainForm.vue",
      "components/UserForm.vue",
      "pages/DutyPage.vue",
      "components/PointCardSheet.vue",
      "components/HouseholdCardSheet.vue",
    ];
    const sources = ["pages", "components", "state"].flatMap((folder) =>
      readdirSync(`src/${folder}`)
        .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith(".test.ts"))
        .map((name) => `${folder}/${name}`),
    );
    const own = new RegExp(`role[^\\n]*(===|!==|includes)|["'](${ROLES.join("|")})["'][^\\n]*includes`);
    const guilty = sources.filter((path) => own.test(readFileSync(`src/${path}`, "utf8")));
    expect(guilty.sort()).toEqual(others.sort());
  });
});
