package cn.shanshao.detect.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.shanshao.detect.Sample;
import cn.shanshao.ingest.quality.Flag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VectorsTest {
    private Vectors vectors = new Vectors();

    private void take(String quantity, long at, double value) {
        vectors.take(quantity, new Sample(at, value, true, Flag.PASS));
    }

    @Test
    void ofThreeComponentsTheLengthIsDerived() {
        take("displacement.e", 1_000, 2);
        take("displacement.n", 1_000, 3);
        assertThat(vectors.derive()).isEmpty();
        take("displacement.u", 1_000, -6);
        var derived = vectors.derive();
        assertThat(derived).extracting(Vectors.Derived::quantity).containsExactly("displacement");
        assertThat(derived.get(0).sample().value()).isCloseTo(7, within(1e-12));
        assertThat(vectors.derive()).as("once").isEmpty();
    }

    @Test
    void aTiltKeepsItsAxesAndTheTemperatureOfItsTime() {
        take("temperature", 0, 10);
        for (var at = 1_000L; at <= 2_000; at += 1_000) {
            take("tilt.x", at, 3);
            take("tilt.y", at, -4);
        }
        take("temperature", 2_000, 12);
        var derived = vectors.derive();
        assertThat(derived).extracting(d -> d.sample().value()).containsExactly(5.0, 5.0);
        assertThat(derived)
                .extracting(d -> d.sample().plane())
                .containsExactly(new Sample.Plane(3, -4, 10), new Sample.Plane(3, -4, 12));
        take("tilt.x", 5_000_000, 3);
        take("tilt.y", 5_000_000, 4);
        assertThat(vectors.derive().get(0).sample().plane())
                .as("an old temperature is none")
                .isEqualTo(new Sample.Plane(3, 4, Double.NaN));
    }

    @Test
    void theWorstFlagHolds() {
        vectors.take("tilt.x", new Sample(1, 3, false, Flag.PASS));
        vectors.take("tilt.y", new Sample(1, 4, true, Flag.SUSPECT));
        assertThat(vectors.derive().get(0).sample()).satisfies(sample -> {
            assertThat(sample.flag()).isEqualTo(Flag.SUSPECT);
            assertThat(sample.mayOpen()).isFalse();
        });
    }

    @Test
    void aPartThatIsFoundWrongLaterAmendsWhatWasDerived() {
        take("tilt.x", 1, 3);
        take("tilt.y", 1, 4);
        assertThat(vectors.derive()).extracting(Vectors.Derived::amended).containsExactly(false);
        take("tilt.x", 2, 3);
        vectors.take("tilt.y", new Sample(1, 4, true, Flag.FAIL));
        assertThat(vectors.derive())
                .containsExactly(new Vectors.Derived(
                        "tilt", new Sample(1, 5, true, Flag.FAIL, 0, new Sample.Plane(3, 4, Double.NaN)), true));
    }

    @Test
    void whatTheDeviceSendsItselfIsNotDerived() {
        take("displacement", 1_000, 1);
        take("displacement.e", 2_000, 2);
        take("displacement.n", 2_000, 3);
        take("displacement.u", 2_000, -6);
        assertThat(vectors.derive()).isEmpty();
    }

    @Test
    void aPartThatCameBeforeARestartIsStillThereAfterIt() throws IOException {
        take("tilt.x", 1_000, 3);
        take("temperature", 1_000, 9);
        vectors.derive();
        var bytes = new ByteArrayOutputStream();
        vectors.write(new DataOutputStream(bytes));
        vectors = Vectors.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        take("tilt.y", 1_000, 4);
        assertThat(vectors.derive().get(0).sample().plane()).isEqualTo(new Sample.Plane(3, 4, 9));
    }

    @Test
    void whatNeverComesTogetherIsNotWaitedForForever() throws IOException {
        for (var at = 0; at < 10_000; at++) {
            take("tilt.x", at, 3);
            take("temperature", at, 3);
            vectors.derive();
        }
        var bytes = new ByteArrayOutputStream();
        vectors.write(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(200);
    }
}
