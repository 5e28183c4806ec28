package cn.shanshao.ingest.wire.gb;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * No payload of any kind may throw, hang or grow. In a normal run this replays the seeds beside it in the resources;
 * with {@code JAZZER_FUZZ=1} in the environment it looks for new ones.
 */
class GbFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void messages(byte[] payload) {
        GbPropertyTest.assertSound(payload);
    }
}
