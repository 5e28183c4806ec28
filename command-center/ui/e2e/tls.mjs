import assert from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { networkInterfaces } from "node:os";
import { connect } from "node:tls";
import { openBrowser } from "./driver.mjs";
import { Administrator } from "./people-driver.mjs";

/** A name that only this run knows; the certificate of the system under test holds it. */
export const NAME = "shanshao.bureau.example";

/** Reads a whole answer of the TLS socket's other side, as a strict client that trusts this authority alone. */
const handshake = (address, port, ca, servername) =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, ca, servername }, () => {
      resolve(socket.authorized);
      socket.destroy();
    });
    socket.on("error", reject);
  });

const outerAddress = () =>
  Object.values(networkInterfaces())
    .flat()
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

/** Pages over TLS, under a name and from an address that are not of this machine alone, as on a phone. */
export function tlsSteps({ base, user, password, shots, tlsPort }) {
  if (!tlsPort) return [];
  const address = outerAddress();
  const site = `https://${NAME}:${tlsPort}`;
  const plain = `http://${address}:${new URL(base).port}`;
  return [
    [
      "from the network plain HTTP leads to HTTPS, and takes no password",
      async () => {
        assert.ok(address, "this machine is in a network");
        const page = await fetch(`${plain}/duty`, { redirect: "manual" });
        assert.equal(page.status, 307);
        assert.equal(page.headers.get("location"), `https://${address}:${tlsPort}/duty`);
        const login = await fetch(`${plain}/api/v1/session`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ username: user, password }),
        });
        assert.equal(login.status, 403);
        assert.equal(login.headers.get("set-cookie"), null);
      },
    ],
    [
      "a phone that trusts the bureau's authority opens the pages under the bureau's name",
      async () => {
        const ca = await (await fetch(`${base}/authority.crt`)).text();
        assert.equal(await handshake(address, tlsPort, ca, NAME), true);
        await assert.rejects(handshake(address, tlsPort, ca, "another.example"), /altnames|does not match/i);
        await assert.rejects(handshake(address, tlsPort, [], NAME), /certificate/i);
        const key = new X509Certificate(ca).publicKey.export({ type: "spki", format: "der" });
        const phones = await openBrowser([
          `--host-resolver-rules=MAP ${NAME} ${address}`,
          `--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`,
        ]);
        try {
          const officer = await Administrator.at(phones, site, 390, 844);
          await officer.logsIn(user, password);
          assert.equal(await officer.page.evaluate(() => window.isSecureContext), true);
          const cookie = (await officer.page.context().cookies()).find(({ name }) => name === "shanshao");
          assert.equal(cookie.secure, true);
          assert.equal(await officer.page.evaluate(() => document.cookie), "", "no script reads it");
          await officer.page.waitForFunction(() => document.querySelector(".now") !== null);
          for (const path of ["/m", "/duty", "/points/jl-220282-017"]) {
            await officer.goesTo(path);
            await officer.page.waitForSelector("main, .map");
            assert.ok((await officer.overflow()) <= 0, path);
          }
          assert.deepEqual([...officer.hosts], [new URL(site).host]);
          assert.deepEqual(officer.complaints, []);
          await officer.shows(shots, "tls-390");
        } finally {
          await phones.close();
        }
      },
    ],
  ];
}
