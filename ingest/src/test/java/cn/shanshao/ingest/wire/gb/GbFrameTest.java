package cn.shanshao.ingest.wire.gb;

import static cn.shanshao.ingest.wire.gb.GbFixture.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.wire.WireException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GbFrameTest {
    private static final byte[] JSON = "{\"d\":1}".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 0x1F})
    void aTypeAndALengthStandBeforeTheText(int type) {
        var frame = GbFrame.read(frame(type, JSON));
        assertThat(frame.type()).isEqualTo(type);
        assertThat(frame.text()).isEqualTo(JSON);
        assertThat(frame.file()).isEmpty();
    }

    @Test
    void aFileMayFollow() {
        var frame = GbFrame.read(frame(5, JSON, new byte[] {9, 8, 7}));
        assertThat(frame.text()).isEqualTo(JSON);
        assertThat(frame.file()).containsExactly(9, 8, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " {}", "\n{}", "\uFEFF{}", "$cmd=reboot&result=succ"})
    void aTextNeedsNoFrame(String text) {
        var frame = GbFrame.read(text.getBytes(UTF_8));
        assertThat(frame.type()).isEqualTo(GbFrame.PLAIN);
        assertThat(frame.text()).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void theLongestTextOfAFrameIsRead() {
        var longest = new byte[0xFFFF];
        Arrays.fill(longest, (byte) ' ');
        assertThat(GbFrame.read(frame(1, longest)).text()).hasSize(0xFFFF);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''         | payload is empty, expected a frame or a JSON object
            00         | byte 0: expected a type from 1 to 31, '{' or '$', was 0x00
            5b5d       | byte 0: expected a type from 1 to 31, '{' or '$', was 0x5B
            01         | bytes 1 and 2: expected the length of the JSON, the payload ends before
            0100       | bytes 1 and 2: expected the length of the JSON, the payload ends before
            0100037b7d | bytes 1 and 2, length of the JSON: expected at most 2, was 3
            01ffff7b7d | bytes 1 and 2, length of the JSON: expected at most 2, was 65535
            0100027b7d00       | bytes 5 and 6: expected the length of the file, the payload ends before
            0100027b7d000201   | bytes 5 and 6, length of the file: expected at most 1, was 2
            0100027b7d00010203 | expected nothing after the file, were 1 bytes
            """)
    void aFrameThatDoesNotAddUpIsRefused(String hex, String why) {
        assertThatThrownBy(() -> GbFrame.read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(WireException.class)
                .hasMessage(why)
                .extracting("reason")
                .isEqualTo("frame");
    }

    @Test
    void moreThanAMebibyteIsRefused() {
        assertThatThrownBy(() -> GbFrame.read(new byte[GbFrame.MAX_BYTES + 1]))
                .hasMessage("payload has 1048577 bytes, expected at most 1048576");
    }
}
