package cn.shanshao.allinone;

import cn.shanshao.center.identity.ExerciseAccounts;
import cn.shanshao.center.identity.ExerciseAccounts.Player;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Who plays the demo: people of one county and its city who take an alert to the households. Each gets a generated password,
 * which waits in a file that only this user may read until the box with it has been shown, as {@link FirstPassword} does;
 * then it is kept nowhere but as a hash. Where the demo does not run, nobody of them gets in.
 */
final class DemoCast {
    /** Present once they were made, so that whoever removes one of them means it. */
    private static final String STATE = "demo-cast";

    private static final String PLAYING = "playing";
    private static final String LOCKED = "locked";
    private static final String PASSWORDS = "demo-passwords";

    private static final String COUNTY = "220282";
    private static final String CITY = "2202";
    private static final String DUTY = "demo-duty";
    private static final String SIGNER = "demo-signer";
    private static final String GIVER = "demo-giver";
    private static final String CITY_SIGNER = "demo-city";
    /** The order-giver on the card of the slope that the demo lets move. */
    private static final String GIVER_ON_CARD = "jl-220282-017-c3";

    /** A month: nobody is told of a gap while the demo runs. */
    private static final int DAYS = 31;

    private static final String WHO = "demo";

    private static final Map<String, String> PLAYS = Map.of(
            DUTY, "county duty officer  县值班员",
            SIGNER, "county signing officer  县签发人",
            GIVER, "order-giver of 老岭沟后山  疏散命令发布人",
            CITY_SIGNER, "city signing officer  市签发人");

    private static final List<Player> PLAYERS = List.of(
            new Player(DUTY, "演示值班员", "10000009001", Role.DUTY, COUNTY),
            new Player(SIGNER, "演示县签发人", "10000009002", Role.SIGNER, COUNTY),
            new Player(GIVER, "韩永福", "10000000103", Role.CREW, COUNTY),
            new Player(CITY_SIGNER, "演示市签发人", "10000009003", Role.SIGNER, CITY));

    private final Home home;
    private Map<String, String> passwords = Map.of();

    DemoCast(Home home) {
        this.home = home;
    }

    /** Makes them when they were never made, and puts them on the roster and the order-giver's card. */
    void enter(ExerciseAccounts accounts, Registry registry) {
        try {
            var state = state();
            passwords = state.isEmpty() ? generated() : waiting();
            passwords.entrySet().removeIf(told -> !accounts.add(player(told.getKey()), told.getValue()));
            if (state.equals(LOCKED)) {
                accounts.unlock(usernames());
            }
            if (state.isEmpty()) {
                registry.findContact(GIVER_ON_CARD)
                        .filter(contact -> contact.login() == null)
                        .ifPresent(contact -> registry.saveContact(signing(contact), WHO));
            }
            accounts.roster(COUNTY, DUTY, SIGNER, DAYS);
            accounts.roster(CITY, CITY_SIGNER, null, DAYS);
            home.write(STATE, PLAYING + "\n");
        } catch (IOException e) {
            throw cannotKeep(e);
        }
    }

    /** Beside live slopes a made-up signature must not be possible. */
    void leave(ExerciseAccounts accounts) {
        try {
            if (state().equals(PLAYING)) {
                accounts.lock(usernames());
                home.write(STATE, LOCKED + "\n");
            }
        } catch (IOException e) {
            throw cannotKeep(e);
        }
    }

    /** What each may be told this once; empty at every later start. */
    Map<String, String> passwords() {
        return passwords;
    }

    void wasShown() {
        try {
            Files.deleteIfExists(home.part(PASSWORDS));
        } catch (IOException e) {
            // Then they are shown again at the next start.
        }
    }

    /** What somebody is in the story, for the terminal. */
    static String plays(String username) {
        return Objects.requireNonNull(PLAYS.get(username));
    }

    static List<Player> players() {
        return PLAYERS;
    }

    private String state() throws IOException {
        var file = home.part(STATE);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    /** Those of a start that failed before its box was shown, or new ones. */
    private Map<String, String> generated() throws IOException {
        if (!Files.exists(home.part(PASSWORDS))) {
            var text = new StringBuilder();
            for (var player : PLAYERS) {
                text.append("%s=%s%n"
                        .formatted(player.username(), Secrets.generate().substring(0, 16)));
            }
            home.write(PASSWORDS, text.toString());
        }
        return waiting();
    }

    private Map<String, String> waiting() throws IOException {
        var file = home.part(PASSWORDS);
        var all = new LinkedHashMap<String, String>();
        if (!Files.exists(file)) return all;
        var kept = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            kept.load(in);
        }
        for (var player : PLAYERS) {
            var password = kept.getProperty(player.username());
            if (password != null) all.put(player.username(), password);
        }
        return all;
    }

    private static Player player(String username) {
        return PLAYERS.stream()
                .filter(one -> one.username().equals(username))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> usernames() {
        return PLAYERS.stream().map(Player::username).toList();
    }

    private static Contact signing(Contact c) {
        return new Contact(
                c.id(), c.version(), c.pointId(), c.name(), c.phone(), c.role(), c.language(), c.realm(), GIVER);
    }

    private StartFailure cannotKeep(IOException e) {
        return new StartFailure(
                "cannot keep who plays the demo: " + e.getMessage(), "make room or rights in " + home.dir(), e);
    }
}
