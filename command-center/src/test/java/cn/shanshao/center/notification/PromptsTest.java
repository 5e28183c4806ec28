package cn.shanshao.center.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.SmsText;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            assertThat(text).doesNotContain("联系不上").contains("1", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "ko", "en"})
    void whoCriedIsAnsweredInOneSegment(String language) {
        assertThat(Prompts.helpHeard(language, "演练")).hasSizeLessThanOrEqualTo(SmsText.SINGLE);
        assertThat(Prompts.supportHeard(language, "演练")).hasSizeLessThanOrEqualTo(SmsText.SINGLE);
    }

    /** Whoever may stop it is told what people were told, and not that they should flee. */
    @Test
    void anOfficerAboveReadsWhatWasToldAndNotWhereToFlee() {
        for (var purpose : Purpose.values()) {
            var level = purpose == Purpose.LIFT ? null : Level.RED;
            var notice = Scene.notice(Scene.warning("prompt-above", Realm.EXERCISE, Level.RED), 1, purpose, level)
                    .notice();
            for (var isHeard : new boolean[] {true, false}) {
                assertThat(Prompts.upward(notice, isHeard, "演练"))
                        .as("%s", purpose)
                        .hasSizeLessThanOrEqualTo(SmsText.SINGLE)
                        .startsWith("【山哨】演练：上报：")
                        .doesNotContain("回1", "撤离");
            }
        }
    }

    /** One "1" accepts all that were asked: the answer says which. */
    @Test
    void whoHasAcceptedReadsToWhichHouseholdsInOneSegment() {
        assertThat(Prompts.accepted(List.of("2号", "10号求助", "吴桂芝"), "演练"))
                .hasSizeLessThanOrEqualTo(SmsText.SINGLE)
                .contains("通知3户（2号、10号求助、吴桂芝）", "全部转移后回3，需支援回4。");
        assertThat(Prompts.accepted(List.of(), null)).contains("都不用再上门");
        var many = IntStream.rangeClosed(101, 140).mapToObj(n -> n + "号").toList();
        assertThat(SmsText.parts(Prompts.accepted(many.subList(0, 12), "演练"))).hasSize(2);
        assertThat(Prompts.accepted(many.subList(0, 12), "演练")).contains("112号）");
        assertThat(SmsText.parts(Prompts.accepted(many, "演练"))).hasSize(2);
        assertThat(Prompts.accepted(many, "演练")).contains("通知40户（101号、102号", "等）", "全部转移后回3，需支援回4。");
        assertThat(Prompts.reported(many.subList(0, 2), null)).contains("全部转移：2户（101号、102号）", "没走请回4");
        assertThat(Prompts.declined(many.subList(0, 2), null)).contains("您不去。仍由您通知2户（101号、102号）");
    }

    @Test
    void whoGoesToAHouseholdReadsWhetherItRefuses() {
        for (var hasRefused : new boolean[] {true, false}) {
            var text = Prompts.go(Level.RED, "12号岳家", "老岭村三组东山脚下十二号老岭沟口左侧第三家", "老岭小学操场东侧的安置点帐篷区", hasRefused, "演练");
            assertThat(text).hasSizeLessThanOrEqualTo(SmsText.SINGLE).contains("12号岳家", "接受回1，不能去回2。");
            assertThat(text).contains(hasRefused ? "该户表示不转移" : "尚未确认转移");
        }
    }

    @Test
    void onTheTelephoneAKeyIsPressed() {
        assertThat(Prompts.spoken("请转移到小学。已转移回1，需救助回2，号码有误回0。")).isEqualTo("请转移到小学。已转移按1，需救助按2，号码有误按0。");
        assertThat(Prompts.spoken("请撤回2号安置点。已转移回1。")).isEqualTo("请撤回2号安置点。已转移按1。");
        assertThat(Prompts.spoken("Go to school. Reply 1 moved, 2 help"))
                .isEqualTo("Go to school. Press 1 moved, 2 help");
        assertThat(Prompts.spoken("【山哨】정정: 서구 적색, 길:남쪽. 대피1 구조2 회신"))
                .isEqualTo("【山哨】정정: 서구 적색, 길:남쪽. 대피 1번, 구조 2번을 눌러 주세요");
        assertThat(Prompts.spoken(Prompts.goHelp("ko", "12호", "", null)))
                .endsWith("안전주의. 수락 1번, 불가 2번을 눌러 주세요")
                .contains("12호");
        assertThat(Prompts.spoken(Prompts.goHelp("en", "No. 12", "", null)))
                .endsWith("Go, stay safe. Press 1 for yes, 2 for no");
        assertThat(Prompts.spoken(Prompts.accepted(List.of("2号"), null))).contains("全部转移后按3，需支援按4。");
        assertThat(Prompts.spoken("待签发：西沟红色转移通知。请登录 https://a.cn/m/sign 签发，能来回1。"))
                .isEqualTo("待签发：西沟红色转移通知。请登录签发页签发，能来按1。");
    }

    @ParameterizedTest
    @CsvSource({"zh, 全家都已转移回1", "ko, 온 가족 대피1", "en, all moved 1", "ja, 全家都已转移回1"})
    void whoIsAskedOnceMoreIsAskedInTheirLanguageInOneMessage(String language, String all) {
        assertThat(Prompts.again(language, Asked.MOVE, Meaning.STILL_THERE, "演示"))
                .contains(all);
        for (var asked : Asked.values()) {
            for (var said : List.of(Meaning.TEXT, Meaning.PART)) {
                assertThat(Prompts.again(language, asked, said, "演示")).hasSizeLessThanOrEqualTo(SmsText.SINGLE);
            }
        }
        assertThat(Prompts.again("ko", Asked.GO, Meaning.TEXT, null))
                .as("runners are asked in Chinese")
                .contains("接受回1");
    }
}
