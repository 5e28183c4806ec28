package cn.shanshao.center.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.TestDatabase;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.vault.TestVault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class SessionsTest {
    private static final Instant MORNING = Instant.parse("2026-07-01T00:00:00Z");

    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final AccountStore accounts = new AccountStore(jdbc, TestVault.of(database));
    private final Passwords passwords = new Passwords();
    private final Tokens tokens = new Tokens(jdbc, accounts, Clock.fixed(MORNING, ZoneOffset.UTC));
    private final Divisions divisions = new Divisions(jdbc, Clock.systemUTC());

    private Sessions sessions(Instant now) {
        var settings = new IdentitySettings(
                Duration.ofHours(12), Duration.ofDays(30), 5, 30, Duration.ofMinutes(1), Duration.ofMinutes(5));
        return new Sessions(jdbc, accounts, Clock.fixed(now, ZoneOffset.UTC), settings);
    }

    private FirstAdministrator start(String adminPassword) {
        return new FirstAdministrator(
                accounts,
                sessions(MORNING),
                tokens,
                passwords,
                Mockito.mock(Audit.class),
                divisions,
                new CenterSettings(false, adminPassword, URI.create("http://127.0.0.1"), false),
                new JdbcTransactionManager(database));
    }

    private Sessions.Begun signedIn() {
        start("secret");
        return sessions(MORNING).begin(accounts.find("admin").orElseThrow(), "203.0.113.9", "a wall");
    }

    @Test
    void aSessionOutlivesARestart() {
        var begun = signedIn();
        var found = sessions(MORNING.plus(Duration.ofHours(1))).find(begun.secret());
        assertThat(found).contains(begun.session());
    }

    @Test
    void aSessionInUseGoesOnAndAnIdleOneEnds() {
        var begun = signedIn();
        for (int hours = 10; hours <= 100; hours += 10) {
            assertThat(sessions(MORNING.plus(Duration.ofHours(hours))).find(begun.secret()))
                    .isPresent();
        }
        assertThat(sessions(MORNING.plus(Duration.ofHours(113))).find(begun.secret()))
                .isEmpty();
    }

    @Test
    void ofOneUserOnlySoManyAreOpenAndTheOneLongestUnusedEnds() {
        var wall = signedIn();
        var unused = sessions(MORNING).begin(accounts.find("admin").orElseThrow(), null, null);
        for (var minute = 1; minute < Sessions.MOST; minute++) {
            var now = sessions(MORNING.plus(Duration.ofMinutes(2 * minute)));
            assertThat(now.find(wall.secret())).isPresent();
            now.begin(accounts.find("admin").orElseThrow(), null, null);
        }

        var later = sessions(MORNING.plus(Duration.ofHours(4)));
        assertThat(later.find(wall.secret())).isPresent();
        assertThat(later.find(unused.secret())).isEmpty();
        assertThat(jdbc.sql("select count(*) from session").query(Integer.class).single())
                .isEqualTo(Sessions.MOST);
    }

    @Test
    void noSessionLivesLongerThanTheLongest() {
        var begun = signedIn();
        for (int hours = 10; hours < 720; hours += 10) {
            assertThat(sessions(MORNING.plus(Duration.ofHours(hours))).find(begun.secret()))
                    .isPresent();
        }
        assertThat(sessions(MORNING.plus(Duration.ofHours(721))).find(begun.secret()))
                .isEmpty();
        sessions(MORNING.plus(Duration.ofHours(721))).sweep();
        assertThat(jdbc.sql("select count(*) from session").query(Long.class).single())
                .isZero();
    }

    @Test
    void neitherTheSecretNorThePasswordIsInTheDatabase() {
        var begun = signedIn();
        assertThat(jdbc.sql("select encode(hash, 'base64') from session")
                        .query(String.class)
                        .single())
                .isNotEqualTo(begun.secret());
        assertThat(jdbc.sql("select password from account").query(String.class).single())
                .startsWith("$argon2id$")
                .doesNotContain("secret");
    }

    @Test
    void theGeneratedPasswordIsToldAtTheFirstStartOnly() {
        var password = start("").generatedPassword().orElseThrow();
        assertThat(passwords.matches(password, accounts.find("admin").orElseThrow()))
                .isTrue();
        assertThat(start("").generatedPassword()).isEmpty();
    }

    @Test
    void thePasswordOfTheConfigurationHoldsAlsoLaterAndEndsOldSessionsAndTokens() {
        var begun = signedIn();
        assertThat(start("secret").generatedPassword()).isEmpty();
        assertThat(sessions(MORNING).find(begun.secret())).isPresent();
        var machine = tokens.make("admin", "collector", Tokens.Scope.READ, MORNING.plus(Duration.ofDays(1)));
        assertThat(tokens.find(machine.secret())).isPresent();
        start("another");
        assertThat(passwords.matches("another", accounts.find("admin").orElseThrow()))
                .isTrue();
        assertThat(sessions(MORNING).find(begun.secret())).isEmpty();
        assertThat(tokens.find(machine.secret())).isEmpty();
    }

    @Test
    void theTreeOfDivisionsIsThatOfTheProvince() {
        assertThat(divisions.root()).isEqualTo("22");
        assertThat(divisions.lineage("220282")).containsExactly("220282", "2202", "22");
        assertThat(divisions.list()).filteredOn(d -> "22".equals(d.parent())).hasSize(9);
        assertThat(divisions.under("2224")).contains("2224", "222401").doesNotContain("220282");
        assertThat(divisions.isUnder("220282", "2203")).isFalse();
        assertThat(divisions.lineage("999999")).isEmpty();
    }
}
