package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|REAL",
                "１|REAL",
                "1。|REAL",
                " 1 |REAL",
                "“1”|REAL",
                "1️⃣|REAL",
                "①|REAL",
                "1!|REAL",
                "2|NOTHING",
                "２．|NOTHING",
                "2、|NOTHING",
                "12|TEXT",
                "11|TEXT",
                "3|TEXT",
                "后山裂缝变宽|TEXT",
                "1个裂缝|TEXT",
                "''|TEXT",
                "。|TEXT"
            })
    void readsOneAndTwoHoweverAPhoneWritesThem(String typed, Meaning meaning) {
        assertThat(Meaning.of(typed)).isEqualTo(meaning);
    }
}
