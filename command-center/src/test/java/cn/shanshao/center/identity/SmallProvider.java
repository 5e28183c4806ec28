package cn.shanshao.center.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider that asks for no password, and that can be made to lie. */
final class SmallProvider {
    private static final String CLIENT = "centre";
    private static final int BITS = 2048;

    private final HttpServer server;
    private final RSAKey key;
    private volatile RSAKey signsWith;
    private volatile String subject = "";
    private volatile String nonce = "";

    SmallProvider() {
        try {
            key = new RSAKeyGenerator(BITS).keyID("one").generate();
            signsWith = key;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", asked -> answer(asked, told()));
        server.createContext("/keys", asked -> answer(asked, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/login", this::login);
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whom it says to be there. */
    void says(String who) {
        subject = who;
        signsWith = key;
    }

    /** The same, signed by somebody who has not its key. */
    void isForgedToSay(String who) throws JOSEException {
        subject = who;
        signsWith = new RSAKeyGenerator(BITS).keyID("one").generate();
    }

    void stop() {
        server.stop(0);
    }

    private Map<String, Object> told() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/login",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private void login(HttpExchange asked) throws IOException {
        var query = UriComponentsBuilder.fromUri(asked.getRequestURI()).build().getQueryParams();
        nonce = String.valueOf(query.getFirst("nonce"));
        var back = String.valueOf(query.getFirst("redirect_uri"));
        asked.getResponseHeaders().set("Location", back + "?code=one&state=" + query.getFirst("state"));
        asked.sendResponseHeaders(302, -1);
        asked.close();
    }

    private void token(HttpExchange asked) throws IOException {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject(subject)
                .claim("nonce", nonce)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        try {
            token.sign(new RSASSASigner(signsWith));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        answer(
                asked,
                Map.of(
                        "access_token",
                        "of no use",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        token.serialize()));
    }

    private static void answer(HttpExchange asked, Map<String, Object> body) throws IOException {
        var json = JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        asked.getResponseHeaders().set("Content-Type", "application/json");
        asked.sendResponseHeaders(200, json.length);
        asked.getResponseBody().write(json);
        asked.close();
    }
}
