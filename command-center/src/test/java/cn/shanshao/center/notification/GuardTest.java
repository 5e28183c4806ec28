package cn.shanshao.center.notification;

import static cn.shanshao.center.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.ScriptedCarrier;
import cn.shanshao.center.notification.gateway.Outcome;
import cn.shanshao.center.notification.gateway.RealmGuard;
import cn.shanshao.center.notification.gateway.Submission;
import cn.shanshao.center.notification.gateway.WrongRealm;
import cn.shanshao.center.notification.smpp.SmppLink;
import cn.shanshao.center.notification.smpp.SmppSettings;
import cn.shanshao.ingest.wire.Realm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That what {@link LiveNoticesTest} looks for is found when the guard before a real carrier is taken out. */
class GuardTest {
    private static final Submission EXERCISE =
            new Submission(Realm.EXERCISE, "10000000001", "【山哨】演练：请撤离", 1, Duration.ofMinutes(1));

    /** What a real carrier was given that belongs to an exercise. */
    static List<ScriptedCarrier.Submitted> leaks(ScriptedCarrier real) {
        return real.submitted().stream()
                .filter(s -> s.to().startsWith("100")
                        || s.text().contains("演练")
                        || s.text().contains("演示"))
                .toList();
    }

    private static SmppLink link(ScriptedCarrier carrier, Realm passing) {
        var patience = Duration.ofSeconds(5);
        var settings = new SmppSettings("127.0.0.1", carrier.port(), "s", "s", "1069", 2, patience, patience);
        var link = new SmppLink(settings, new RealmGuard("real", passing, () -> {}), incoming -> {}, () -> {});
        link.start();
        eventually(() -> assertThat(link.isBound()).isTrue());
        return link;
    }

    @Test
    void withTheGuardNothingOfAnExerciseReachesARealCarrier() {
        try (var carrier = ScriptedCarrier.start(0);
                var link = link(carrier, Realm.LIVE)) {
            assertThatThrownBy(() -> link.submit(EXERCISE, 1)).isInstanceOf(WrongRealm.class);

            assertThat(leaks(carrier)).isEmpty();
        }
    }

    @Test
    void withTheGuardTakenOutTheLeakIsSeen() {
        try (var carrier = ScriptedCarrier.start(0);
                var link = link(carrier, Realm.EXERCISE)) {
            assertThat(link.submit(EXERCISE, 1)).isInstanceOf(Outcome.Accepted.class);

            assertThat(leaks(carrier)).hasSize(1);
        }
    }
}
