package cn.shanshao.center.monitoring;

import cn.shanshao.center.identity.Role;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.gb.GbCommands;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a device may be told to do, on the wire {@code do}. Each can be given in the words of the national protocol too.
 * The upgrade of firmware is none of them: nobody here sends its packets yet.
 */
enum Action {
    SAMPLE("sample", Kind.ASKS),
    STATUS("status", Kind.ASKS),
    REQTIME("reqtime", Kind.ASKS),
    SENSORS("sensors", Kind.ASKS),
    REBOOT("reboot", Kind.CHANGES),
    SETTIME("settime", Kind.CHANGES),
    INTERVAL("interval", Kind.CHANGES),
    LIMITS("limits", Kind.CHANGES),
    MODE("mode", Kind.CHANGES),
    SIREN("siren", Kind.WARNS),
    BROADCAST("broadcast", Kind.WARNS),
    RAIN_RISK("rain-risk", Kind.WARNS),
    STOP("stop", Kind.SILENCES);

    private enum Kind {
        ASKS,
        CHANGES,
        WARNS,
        SILENCES
    }

    private static final Set<Role> OPERATORS = Set.of(Role.ADMINISTRATOR, Role.SIGNER, Role.DUTY);

    private final String word;
    private final Kind kind;

    Action(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    String word() {
        return word;
    }

    /** Whether it takes the place of what the job last told the siren: that one comes back after an absence to this. */
    boolean isOfSiren() {
        return this == SIREN || this == STOP;
    }

    static Optional<Action> find(String name) {
        var ours = name.equals("set-interval") ? INTERVAL.word : GbCommands.ours(name);
        return Arrays.stream(values()).filter(a -> a.word.equals(ours)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Action::word).collect(Collectors.joining(", "));
    }

    /** Whether people hear it, or stop hearing it: then it must be meant for the realm that they live in. */
    boolean isHeard() {
        return kind == Kind.WARNS || kind == Kind.SILENCES;
    }

    /** A live warning is a signer's; what a device is, an administrator's; to ask, or to silence, all who operate. */
    Role[] roles(Realm realm) {
        var roles = switch (kind) {
            case CHANGES -> Set.of(Role.ADMINISTRATOR);
            case WARNS -> realm == Realm.LIVE ? Set.of(Role.SIGNER) : OPERATORS;
            case ASKS, SILENCES -> OPERATORS;
        };
        return roles.toArray(Role[]::new);
    }
}
