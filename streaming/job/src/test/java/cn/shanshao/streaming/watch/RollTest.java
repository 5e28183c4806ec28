package cn.shanshao.streaming.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.streaming.Scene;
import cn.shanshao.streaming.config.Book;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RollTest {
    private static final long NOW = 1_782_864_000_000L;
    private static final long MINUTE = 60_000;

    private final Roll roll = new Roll();
    private final Book book = new Book();
    private long version;

    private void know(DeviceConfig... devices) {
        book.take(Scene.DIVISION, Json.write(Scene.with(++version, devices)));
        roll.pulse(NOW);
        roll.silent(book, NOW);
    }

    /** One that speaks every minute. */
    private static DeviceConfig gauge(String id, String gateway) {
        return gauge(id, gateway, 60);
    }

    /** One that speaks every hour. */
    private static DeviceConfig slow(String id, String gateway) {
        return gauge(id, gateway, 3_600);
    }

    private static DeviceConfig gauge(String id, String gateway, double interval) {
        return Scene.device(
                id,
                gateway.isEmpty() ? null : gateway,
                Clock.REAL,
                interval,
                Realm.EXERCISE,
                List.of(new DeviceConfig.Channel("crack", "mm", null, List.of(), null)));
    }

    @Test
    void aDeviceIsSilentAfterThreeIntervals() {
        know(gauge("a", ""), gauge("b", ""));
        roll.hear("a", NOW + 2 * MINUTE);

        assertThat(roll.silent(book, NOW + 3 * MINUTE)).isEmpty();
        assertThat(roll.silent(book, NOW + 3 * MINUTE + 1)).containsOnlyKeys("b");
        assertThat(roll.silent(book, NOW + 5 * MINUTE + 1)).containsOnlyKeys("a", "b");
    }

    @Test
    void aGatewayIsSilentWhenAllItsDevicesAre() {
        know(gauge("a", "gate"), gauge("b", "gate"), gauge("c", ""));
        roll.hear("a", NOW + MINUTE);
        roll.hear("c", NOW + MINUTE);

        assertThat(roll.silent(book, NOW + 3 * MINUTE + 1))
                .as("it may be the gateway")
                .isEmpty();
        assertThat(roll.silent(book, NOW + 4 * MINUTE + 1)).containsOnlyKeys("gate", "c");
    }

    @Test
    void aDeviceBehindAGatewayThatIsHeardIsSilentByItself() {
        know(gauge("a", "gate"), gauge("b", "gate"));
        roll.hear("a", NOW + 3 * MINUTE);
        assertThat(roll.silent(book, NOW + 3 * MINUTE + 1)).isEmpty();

        roll.hear("a", NOW + 3 * MINUTE + 1);
        assertThat(roll.silent(book, NOW + 3 * MINUTE + 2)).containsOnlyKeys("b");
    }

    @Test
    void aDeviceWaitsForItsGatewayNoLongerThanAnInterval() {
        know(gauge("a", "gate"), slow("b", "gate"));
        assertThat(roll.silent(book, NOW + 4 * MINUTE)).isEmpty();
        assertThat(roll.silent(book, NOW + 4 * MINUTE + 1)).containsOnlyKeys("a");
    }

    @Test
    void aGatewayThatIsSilentItselfIsToldInPlaceOfFastAndSlowOnesBehindIt() {
        know(gauge("gate", ""), gauge("a", "gate", 30), slow("b", "gate"));
        roll.hear("gate", NOW + MINUTE);
        roll.hear("a", NOW + MINUTE + 20_000);

        assertThat(roll.silent(book, NOW + 4 * MINUTE))
                .as("the fast one waits for the gateway")
                .isEmpty();
        var silent = roll.silent(book, NOW + 4 * MINUTE + 1);
        assertThat(silent).containsOnlyKeys("gate");
        assertThat(silent.get("gate").behind()).isEqualTo(2);
        assertThat(roll.silent(book, NOW + 20 * MINUTE)).containsOnlyKeys("gate");

        roll.hear("gate", NOW + 21 * MINUTE);
        roll.hear("a", NOW + 21 * MINUTE);
        assertThat(roll.silent(book, NOW + 21 * MINUTE + 1)).isEmpty();
    }

    @Test
    void aGatewayThatOnlyFailsToSpeakOfItselfHidesNobody() {
        know(gauge("gate", ""), gauge("a", "gate"), gauge("b", "gate"));
        roll.hear("a", NOW + 4 * MINUTE);
        assertThat(roll.silent(book, NOW + 5 * MINUTE)).containsOnlyKeys("gate", "b");
    }

    @Test
    void howManyAreSilentBehindAGatewayIsKnown() {
        know(gauge("a", "gate"), gauge("b", "gate"), gauge("c", ""));
        var silent = roll.silent(book, NOW + 5 * MINUTE);

        assertThat(silent.get("gate").behind()).isEqualTo(2);
        assertThat(silent.get("c").behind()).isZero();
    }

    @Test
    void aDeviceInMaintenanceIsNotMissedAndCountsAsBlindness() {
        var end = Instant.ofEpochMilli(NOW + 60 * MINUTE);
        know(Scene.in(DeviceState.MAINTENANCE, end, gauge("a", "")));
        roll.hear("a", NOW + 9 * MINUTE);

        assertThat(roll.silent(book, NOW + 10 * MINUTE)).isEmpty();
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isTrue();
        roll.hear("a", NOW + 61 * MINUTE);
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 62 * MINUTE)).isFalse();
    }

    @Test
    void aDeviceAllOfWhoseJudgedChannelsAreMaskedCountsAsBlindnessThoughItIsHeard() {
        var from = Instant.ofEpochMilli(NOW);
        var masks = List.of(new DeviceConfig.Mask(from, from.plusMillis(60 * MINUTE), "拉线断裂", "li.min"));
        var crack = new DeviceConfig.Channel("crack", "mm", null, List.of(), null);
        var air = new DeviceConfig.Channel("temperature", "degC", null, List.of(), null);
        know(Scene.device("a", null, Clock.REAL, 60, Realm.EXERCISE, List.of(crack.masked(masks), air)));
        roll.hear("a", NOW + 59 * MINUTE);

        assertThat(roll.silent(book, NOW + 59 * MINUTE)).as("it is heard").isEmpty();
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 59 * MINUTE)).isTrue();
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 60 * MINUTE)).isFalse();
        book.take(
                Scene.DIVISION,
                Json.write(Scene.with(
                        ++version,
                        Scene.device("a", null, Clock.REAL, 60, Realm.EXERCISE, List.of(crack, air.masked(masks))))));
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 59 * MINUTE))
                .as("nothing that a rule judges is masked")
                .isFalse();
    }

    @Test
    void aDeviceAllOfWhoseJudgedChannelsAreMuteCountsAsBlindnessThoughItIsHeard() {
        for (var clock : List.of(Clock.REAL, Clock.REPLAY)) {
            var crack = new DeviceConfig.Channel("crack", "mm", null, List.of(), null);
            var air = new DeviceConfig.Channel("temperature", "degC", null, List.of(), null);
            know(Scene.device("a", null, clock, 60, Realm.EXERCISE, List.of(crack, air)));
            roll.hear("a", NOW + 9 * MINUTE);
            roll.mute("a", Set.of("temperature"));
            assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isFalse();
            roll.mute("a", Set.of("crack"));
            assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE))
                    .as("%s", clock)
                    .isTrue();
            roll.mute("a", Set.of());
            assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isFalse();
        }
    }

    @Test
    void aRetiredDeviceIsNeitherMissedNorCounted() {
        know(Scene.in(DeviceState.RETIRED, null, gauge("a", "")), gauge("b", ""));
        roll.hear("b", NOW + 9 * MINUTE);

        assertThat(roll.silent(book, NOW + 10 * MINUTE)).isEmpty();
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isFalse();
    }

    @Test
    void whileTheBrokerIsAwayNobodyIsSilentAndAfterwardsAllBeginAnew() {
        know(gauge("a", ""));
        assertThat(roll.isListening(NOW + 60 * MINUTE)).isFalse();

        roll.pulse(NOW + 60 * MINUTE);
        assertThat(roll.isListening(NOW + 60 * MINUTE)).isTrue();
        assertThat(roll.silent(book, NOW + 62 * MINUTE)).isEmpty();
    }

    @Test
    void anEpisodeIsOverOnlyWhenTheDeviceHasBeenHeard() {
        know(gauge("a", ""));
        var none = roll.silent(book, NOW + MINUTE);

        assertThat(roll.isOver("a", book, none, NOW + MINUTE)).isFalse();
        roll.hear("a", NOW + MINUTE);
        assertThat(roll.isOver("a", book, none, NOW + MINUTE)).isTrue();
        assertThat(roll.isOver("unknown", book, none, NOW + MINUTE)).isTrue();
    }

    @Test
    void aRecordedPastAndASirenNeedNotSpeak() {
        know(Scene.gauge("a", null, Clock.REPLAY), Scene.siren("s", Realm.EXERCISE));

        assertThat(roll.silent(book, NOW + 10_000 * MINUTE)).isEmpty();
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10_000 * MINUTE)).isFalse();
    }

    @Test
    void aPointIsBlindWhenNoneOfItsDevicesIsHeard() {
        know(gauge("a", ""), gauge("b", ""));
        roll.hear("a", NOW + 3 * MINUTE);

        assertThat(roll.isBlind(Scene.POINT, book, NOW + 5 * MINUTE)).isFalse();
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 7 * MINUTE)).isTrue();
    }

    private static DeviceConfig with(String id, String... quantities) {
        var channels = Stream.of(quantities)
                .map(quantity -> new DeviceConfig.Channel(quantity, "1", null, List.of(), null))
                .toList();
        return Scene.device(id, null, Clock.REAL, 60, Realm.EXERCISE, channels);
    }

    @Test
    void aSirenThatIsOnLineSeesNoSlope() {
        know(gauge("a", ""), with("siren", "battery", "signal"), mute("other-siren", ""), with("air", "temperature"));
        roll.hear("a", NOW + MINUTE);
        roll.hear("siren", NOW + 9 * MINUTE);
        roll.hear("other-siren", NOW + 9 * MINUTE);
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 4 * MINUTE)).isFalse();
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isTrue();

        roll.hear("air", NOW + 9 * MINUTE);
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE))
                .as("no rule judges the air")
                .isTrue();
        roll.hear("a", NOW + 9 * MINUTE);
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isFalse();
    }

    @Test
    void whereRulesJudgeNothingWhoeverMeasuresIsLookedAtByPeople() {
        know(with("air", "temperature"), with("siren", "battery"));
        roll.hear("siren", NOW + 9 * MINUTE);
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isTrue();
        roll.hear("air", NOW + 9 * MINUTE);
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 10 * MINUTE)).isFalse();
    }

    /** One that has never said which quantities it measures. */
    private static DeviceConfig mute(String id, String gateway) {
        return Scene.device(id, gateway.isEmpty() ? null : gateway, Clock.REAL, 60, Realm.EXERCISE, List.of());
    }

    @Test
    void whoWasNeverHeardIsMissedFromItsOwnRegistrationOn() {
        know();
        book.take(Scene.DIVISION, Json.write(Scene.with(2, mute("a", ""))));
        for (var now = NOW; now <= NOW + 60 * MINUTE; now += 4_000) {
            roll.pulse(now);
        }
        roll.silent(book, NOW + 60 * MINUTE);

        assertThat(roll.silent(book, NOW + 63 * MINUTE)).isEmpty();
        assertThat(roll.silent(book, NOW + 63 * MINUTE + 1)).containsOnlyKeys("a");
        assertThat(roll.isBlind(Scene.POINT, book, NOW + 63 * MINUTE + 1)).isTrue();
    }

    @Test
    void aGatewayThatOnlyPassesOnNeedNotSpeakItself() {
        know(mute("gate", ""), gauge("a", "gate"));
        roll.hear("a", NOW + 9 * MINUTE);

        assertThat(roll.silent(book, NOW + 10 * MINUTE)).isEmpty();
    }
}
