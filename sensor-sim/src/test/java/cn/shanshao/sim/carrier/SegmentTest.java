package cn.shanshao.sim.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SegmentTest {
    @Test
    void everyTextSplitsIntoPartsOfAtMost140BytesAndJoinsAgain() {
        var random = new Random(7);
        for (var length = 0; length < 400; length++) {
            var text = text(random, length);
            var parts = Segment.split(text, length);
            assertThat(parts).allSatisfy(part -> assertThat(part.length).isLessThanOrEqualTo(140));
            var read = parts.stream()
                    .map(part -> Segment.read(part, parts.size() > 1, 8))
                    .toList();
            assertThat(read.stream().map(Segment::text).collect(Collectors.joining()))
                    .isEqualTo(text);
            assertThat(read)
                    .allSatisfy(part -> assertThat(part.text().isEmpty()
                                    || !Character.isHighSurrogate(
                                            part.text().charAt(part.text().length() - 1)))
                            .isTrue());
        }
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            text.appendCodePoint(random.nextInt(4) == 0 ? 0x20BB7 : 0x4E00 + random.nextInt(20_000));
        }
        return text.toString();
    }

    @Test
    void readsSixteenBitReferencesAndPassesOverOtherElements() {
        var bytes = new byte[] {10, 0x24, 2, 1, 1, 8, 4, 1, 2, 3, 2, 'h', 'i'};
        assertThat(Segment.read(bytes, true, 0)).isEqualTo(new Segment(258, 3, 2, "hi"));
        assertThat(Segment.read(new byte[] {3, 0x24, 1, 1, 'h'}, true, 0)).isEqualTo(new Segment(0, 1, 1, "h"));
    }

    @Test
    void knowsFlashFromEverythingElse() {
        assertThat(Segment.isFlash(0x18)).isTrue();
        assertThat(Segment.isFlash(0x10)).isTrue();
        assertThat(Segment.isFlash(0xF0)).isTrue();
        assertThat(Segment.isFlash(0x08)).isFalse();
        assertThat(Segment.isFlash(0x19)).isFalse();
        assertThat(Segment.isFlash(0)).isFalse();
    }

    @Test
    void refusesHeadersThatLieAndCodingsItDoesNotSpeak() {
        assertThatThrownBy(() -> Segment.read(new byte[] {9, 0, 3, 1}, true, 8)).hasMessageContaining("header");
        assertThatThrownBy(() -> Segment.read(new byte[] {5, 0, 3, 1, 0, 1, 65}, true, 0))
                .hasMessageContaining("part");
        assertThatThrownBy(() -> Segment.read(new byte[] {5, 0, 9, 1, 2, 1, 65}, true, 0))
                .hasMessageContaining("runs");
        assertThatThrownBy(() -> Segment.read("x".getBytes(StandardCharsets.UTF_8), false, 4))
                .hasMessageContaining("0x04");
    }
}
