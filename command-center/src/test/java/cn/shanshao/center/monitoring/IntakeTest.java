package cn.shanshao.center.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.mqtt.Delivery;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Intake intake = new Intake();

    private static Delivery delivery(String topic, int number) {
        return new Delivery(null, number, 1, false, topic, new byte[0], Instant.EPOCH);
    }

    @Test
    void aStateTakesThePlaceOfTheOneBeforeAndGoesFirst() throws Exception {
        intake.offer(delivery("obs", 1), false);
        intake.offer(delivery("state/a", 2), true);
        intake.offer(delivery("state/b", 3), true);
        intake.offer(delivery("state/a", 4), true);

        assertThat(intake.poll(0)).extracting(Delivery::packetId).isEqualTo(4);
        assertThat(intake.poll(0)).extracting(Delivery::packetId).isEqualTo(3);
        assertThat(intake.poll(0)).extracting(Delivery::packetId).isEqualTo(1);
        assertThat(intake.poll(0)).isNull();
    }

    @Test
    void whenFullALiveValueIsLeftOutAndAStateIsNot() throws Exception {
        for (var i = 0; i < Intake.MOST; i++) {
            assertThat(intake.offer(delivery("obs", i), false)).isTrue();
        }
        assertThat(intake.offer(delivery("obs", -1), false)).isFalse();
        assertThat(intake.offer(delivery("state/a", -2), true)).isTrue();
        assertThat(intake.poll(0)).extracting(Delivery::packetId).isEqualTo(-2);
        assertThat(intake.poll(0)).extracting(Delivery::packetId).isEqualTo(0);
    }
}
