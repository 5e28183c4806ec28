package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.SmsText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTest {
    @ParameterizedTest
    @ValueSource(strings = {"zh", "ko", "en", "zh-CN", "ru"})
    void whoGoesToACryReadsWhoNeedsHelpInOneSegment(String language) {
        for (var mark : new String[] {null, "演练"}) {
            var text = Prompts.goHelp(language, "12号岳家", "老岭村三组东山脚下十二号老岭沟口左侧第三家", mark);
            assertThat(text)
                    .hasSizeLessThanOrEqualTo(SmsText.SINGLE)
                    .startsWith("【山哨】")
                    .contains("12号岳家");
            assertThat(SmsText.parts(text)).hasSize(1);
            assertThat(text).doesNotContain("无应答").contains("1", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "ko", "en"})
    void whoCriedIsAnsweredInOneSegment(String language) {
        assertThat(Prompts.helpHeard(language, "演练")).hasSizeLessThanOrEqualTo(SmsText.SINGLE);
    }
}
