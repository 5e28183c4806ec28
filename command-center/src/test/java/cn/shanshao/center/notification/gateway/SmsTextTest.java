package cn.shanshao.center.notification.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.center.SmsText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SmsTextTest {
    /** Han characters of the first plane, rare ones of names that need two units, and ASCII. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("山", "哨", "A", "1", "𠮷", "𡈽", "。")
                .list()
                .ofMaxSize(500)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 500)
    void thePartsAreTheTextAndNoneCutsACharacterOrIsTooLong(@ForAll("texts") String text) {
        var parts = SmsText.parts(text);

        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.length()).isLessThanOrEqualTo(parts.size() == 1 ? 70 : 67);
            assertThat(isWhole(part)).isTrue();
        });
    }

    @Property(tries = 200)
    void noPayloadIsLongerThanAMessageAndAllTogetherCarryTheText(
            @ForAll("texts") String text, @ForAll @IntRange(max = 65_535) int reference) {
        var payloads = Concatenation.payloads(text, reference);
        var joined = new ByteArrayOutputStream();
        for (var i = 0; i < payloads.size(); i++) {
            var payload = payloads.get(i);
            assertThat(payload.length).isLessThanOrEqualTo(140);
            if (payloads.size() > 1) {
                assertThat(Concatenation.read(payload))
                        .contains(new Concatenation(reference & 0xff, payloads.size(), i + 1));
                joined.writeBytes(Concatenation.body(payload));
            } else {
                joined.writeBytes(payload);
            }
        }
        assertThat(new String(joined.toByteArray(), StandardCharsets.UTF_16BE)).isEqualTo(text);
    }

    @Property(tries = 300)
    void aBeginningIsOneAndCutsNoCharacter(@ForAll("texts") String text, @ForAll @IntRange(max = 80) int units) {
        var beginning = SmsText.beginning(text, units);

        assertThat(text).startsWith(beginning);
        assertThat(beginning.length()).isBetween(Math.min(text.length(), units) - 1, Math.min(text.length(), units));
        assertThat(isWhole(beginning)).isTrue();
    }

    @Property(tries = 1000)
    void noHeaderWhateverItSaysMakesTheReaderFail(@ForAll byte[] userData) {
        Concatenation.read(userData).ifPresent(c -> assertThat(c.part()).isBetween(1, c.total()));
        assertThat(Concatenation.body(userData).length).isLessThanOrEqualTo(userData.length);
    }

    @Example
    void seventyUnitsAreOneMessageAndSeventyOneAreTwo() {
        assertThat(SmsText.parts("山".repeat(70))).hasSize(1);
        assertThat(SmsText.parts("山".repeat(71))).extracting(String::length).containsExactly(67, 4);
    }

    @Example
    void aRareNameAtTheEdgeOfAPartIsNotCut() {
        var text = "山".repeat(66) + "𠮷" + "山".repeat(10);

        assertThat(SmsText.parts(text)).extracting(String::length).containsExactly(66, 12);
    }

    @Example
    void aHeaderWithASixteenBitReferenceIsUnderstood() {
        assertThat(Concatenation.read(new byte[] {6, 8, 4, 0x12, 0x34, 3, 2, 'x'}))
                .contains(new Concatenation(0x1234, 3, 2));
    }

    @Example
    void moreThanTwoHundredAndFiftyFivePartsAreRefused() {
        assertThatThrownBy(() -> SmsText.parts("山".repeat(67 * 255 + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255");
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_16BE.newEncoder().canEncode(text);
    }
}
