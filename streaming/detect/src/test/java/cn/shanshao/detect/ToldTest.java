package cn.shanshao.detect;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.ingest.quality.Flag;
import cn.shanshao.ingest.wire.AlertState;
import cn.shanshao.ingest.wire.Level;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final Episode RED =
            new Episode(1, 1, Level.RED, Level.RED, Long.MAX_VALUE, new Sample(1, 55, true, Flag.PASS));

    private static byte[] written(Told told) throws IOException {
        var out = new ByteArrayOutputStream();
        told.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static Told read(byte[] bytes) throws IOException {
        return Told.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void theHeightThatNoCorrectionLowersIsRemembered() throws IOException {
        for (var isUnsure : new boolean[] {false, true}) {
            var told = new Told("e1", 7, RED, AlertState.RAISED, isUnsure).corrected();
            assertThat(read(written(told))).isEqualTo(told);
            var low = new Episode(1, 1, Level.BLUE, Level.BLUE, Long.MAX_VALUE, RED.last());
            assertThat(read(written(told)).lifted(low).highest()).isEqualTo(Level.RED);
        }
    }

    @Test
    void whatWasWrittenBeforeThereWereCorrectionsIsStillRead() throws IOException {
        for (var isUnsure : new boolean[] {false, true}) {
            var told = new Told("e1", 7, RED, AlertState.RAISED, isUnsure);
            var bytes = written(told);
            bytes[bytes.length - 1] = (byte) (isUnsure ? 1 : 0); // as a boolean was written
            assertThat(read(bytes)).isEqualTo(told);
        }
    }
}
