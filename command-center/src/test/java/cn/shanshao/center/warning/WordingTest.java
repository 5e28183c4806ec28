package cn.shanshao.center.warning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.shanshao.center.SmsText;
import cn.shanshao.center.warning.Templates.Template;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves is short, whole, and says everything. */
class WordingTest {
    /** Of the longest name that stays whole beside another such name, in every Chinese text. */
    private static final int WHOLE = 13;

    private static final String PLACES = "桦甸老岭沟后山𠮷坪村北坡滑坡体东侧不稳定斜坡红石砬子";
    private static final String KOREAN = "ko";

    private final Wording demo = new Wording(true);
    private final Wording real = new Wording(false);

    static Stream<Template> templates() {
        return Templates.all().stream();
    }

    private static Notice notice(
            Template t, Realm realm, String place, @Nullable String instruction, @Nullable String route) {
        return new Notice(
                "n",
                "w",
                1,
                t.act(),
                t.purpose(),
                t.level(),
                "p",
                place,
                "220282",
                "220282",
                List.of(),
                realm,
                null,
                "裂缝",
                null,
                instruction,
                "小学",
                route,
                false,
                List.of(),
                0,
                0,
                "",
                NoticeState.SIGNING,
                "wang",
                Instant.EPOCH,
                null,
                List.of(),
                null,
                null,
                new Basis(null, List.of(), null, t.verified()));
    }

    private static String name(Random random, int units) {
        var name = new StringBuilder();
        while (name.length() < units) {
            var at = PLACES.offsetByCodePoints(0, random.nextInt(PLACES.codePointCount(0, PLACES.length())));
            var one = Character.toString(PLACES.codePointAt(at));
            name.append(name.length() + one.length() > units ? "山" : one);
        }
        return name.toString();
    }

    private static void isWhole(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))) {
                i++;
                assertThat(i).as(text).isLessThan(text.length());
                assertThat(Character.isLowSurrogate(text.charAt(i))).as(text).isTrue();
            } else {
                assertThat(Character.isLowSurrogate(text.charAt(i))).as(text).isFalse();
            }
        }
    }

    private static boolean setsRight(Template t) {
        return t.purpose() == Purpose.CORRECT && t.level() != null;
    }

    /** 桥断了: a correction is for that too. */
    @ParameterizedTest
    @MethodSource("templates")
    void aCorrectionLeavesNoRouteOut(Template t) {
        if (setsRight(t)) {
            var text = demo.of(notice(t, Realm.EXERCISE, "桦甸市老岭沟后山滑坡", null, "桥已断，改走西坡小路"), t.language(), "老岭中心小学操场");
            assertThat(text).contains("桥已断，改走西坡小路", "桦甸市老岭沟后山滑坡", "老岭中心小学操场");
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whateverTheNamesChineseAndKoreanAreOneMessageThatSaysEverything(Template t) {
        var random = new Random(t.id().hashCode());
        for (var i = 0; i < 300; i++) {
            var place = name(random, 2 + random.nextInt(40));
            var shelter = name(random, 2 + random.nextInt(40));
            var route = random.nextBoolean() ? name(random, 2 + random.nextInt(30)) : null;
            var realm = random.nextBoolean() ? Realm.LIVE : Realm.EXERCISE;
            var text = (random.nextBoolean() ? demo : real)
                    .of(notice(t, realm, place, null, route), t.language(), shelter);
            isWhole(text);
            assertThat(text).startsWith("【山哨】").contains(t.colour(), t.action());
            assertThat(text.contains("演示") || text.contains("演练")).isEqualTo(realm == Realm.EXERCISE);
            if (!t.language().equals("en")) {
                if (!setsRight(t) || route == null) {
                    assertThat(text.length()).as(text).isLessThanOrEqualTo(SmsText.SINGLE);
                }
                assertThat(text).contains(SmsText.beginning(place, 5), SmsText.beginning(shelter, 5));
            } else {
                assertThat(text).contains(SmsText.beginning(place, 5), SmsText.beginning(shelter, 5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void namesUpToThirteenUnitsEachAreNeverCutInChinese(Template t) {
        if (!t.language().equals("zh")) {
            return;
        }
        var random = new Random(t.id().hashCode());
        for (var i = 0; i < 200; i++) {
            var place = name(random, 1 + random.nextInt(WHOLE));
            var shelter = name(random, 1 + random.nextInt(WHOLE));
            var text = demo.of(notice(t, Realm.EXERCISE, place, null, name(random, 30)), "zh", shelter);
            assertThat(text).contains(place, shelter);
            assertThat(text.length()).as(text).isLessThanOrEqualTo(setsRight(t) ? SmsText.TWO : SmsText.SINGLE);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatAnOfficerAddsIsNeverCutAndItsSegmentsAreCounted(Template t) {
        var instruction = "带好老人孩子和药品，走东侧村道，不要回去取东西，到了向村主任报到，听从安排";
        var words = demo.words(
                notice(t, Realm.EXERCISE, "桦甸老岭沟后山", instruction, null), Reader.of(t.language(), "镇中心小学", null), 3, 1);
        assertThat(words.text()).contains(instruction, "镇中心小学", "桦甸老岭沟后山");
        assertThat(words.segments()).isEqualTo(SmsText.parts(words.text()).size());
        assertThat(words.templateId()).isEqualTo(t.id());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void anUnknownLanguageReadsChineseAndNoShelterIsAPlaceToo(Template t) {
        if (t.language().equals(KOREAN)) {
            return;
        }
        var n = notice(t, Realm.LIVE, "老岭沟", null, null);
        assertThat(real.of(n, "fr", null))
                .isEqualTo(real.of(n, "zh-CN", null))
                .isEqualTo(real.of(n, "zh", null))
                .doesNotContain("null", "{");
        assertThat(real.of(n, "ko-KR", null)).isEqualTo(real.of(n, "ko", null));
    }
}
