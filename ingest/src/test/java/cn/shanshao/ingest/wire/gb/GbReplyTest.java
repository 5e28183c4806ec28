package cn.shanshao.ingest.wire.gb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.WireException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GbReplyTest {
    private static CommandAck ack(String text) {
        return GbReply.read(text.getBytes(UTF_8)).ack();
    }

    @ParameterizedTest
    @CsvSource({
        "$cmd=settime&result=succ&msgid=a-1, a-1, true, settime&result=succ",
        "$cmd=settime&result=fail&apikey=e7eb&msgid=a-1, a-1, false, settime&result=fail",
        "$cmd=reboot&result=fai&msgid=a-1, a-1, false, reboot&result=fai",
        "$cmd=broadcast&result=sucd&msgid=a-1, a-1, true, broadcast&result=sucd",
        "$$cmd=setsensortime & result=succ & msgid=a-1, a-1, true, setsensortime&result=succ",
        "$cmd=reboot&result=succ, reboot, true, reboot&result=succ",
        "$cmd=reboot&result=succ&msgid=&, reboot, true, reboot&result=succ",
        "$cmd=reqtime&time=2019-05-01 13:00:00&msgid=b, b, true, reqtime&time=2019-05-01 13:00:00"
    })
    void successAndFailureAreTheAnswerToTheCommandOfThatId(String text, String id, boolean ok, String detail) {
        assertThat(ack(text)).isEqualTo(new CommandAck(id, ok, detail));
    }

    /** Answers to all published commands, as firmware writes them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $cmd=reqtime & time=2019-05-01 13:00:00 & msgid=m    | true
            $cmd=settime&result=succ&msgid=m                     | true
            $cmd=getstatus&state={"temp":42.00}&msgid=m          | true
            $cmd=reboot&result=fail&msgid=m                      | false
            $cmd=getsensorID&sensorID=L1_LF_1,L3_YL_1&msgid=m    | true
            $cmd=sample&datastreams={"L1_LF_1":"34.56"}&msgid=m  | true
            $cmd=setsensortime & result=succ & msgid=m           | true
            $cmd=setsensorattr & result=succ & msgid=m           | true
            $cmd=setworkmode&result=succ&msgid=m                 | true
            $cmd=meteorologicalearlywarning & result=succ & msgid=m | true
            $cmd=broadcast&result=fail&msgid=m                   | false
            $cmd=alarm&result=succ&msgid=m                       | true
            $cmd=supportsize&range=1063,1063&msgid=m             | true
            """)
    void theAnswersThatWerePublished(String text, boolean ok) {
        assertThat(ack(text)).extracting(CommandAck::id, CommandAck::ok).containsExactly("m", ok);
    }

    @Test
    void anAnswerInAFrameIsOneToo() {
        var text = "$cmd=reboot&result=succ&msgid=m".getBytes(UTF_8);
        var frame = new byte[text.length + 3];
        frame[0] = 3;
        frame[2] = (byte) text.length;
        System.arraycopy(text, 0, frame, 3, text.length);
        assertThat(GbDecoder.isAnswer(frame)).isTrue();
        assertThat(GbDecoder.decode(frame, "d", Instant.EPOCH).answer())
                .isEqualTo(new CommandAck("m", true, "reboot&result=succ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"a\",\"ok\":true}", " {}", "\n{}", "", "x"})
    void ourAnswersAreNotOfThisProtocol(String text) {
        assertThat(GbDecoder.isAnswer(text.getBytes(UTF_8))).isFalse();
    }

    @Test
    void theKeyToThePlatformGoesNoFurther() {
        assertThat(ack("$cmd=reboot&apikey=secret&result=succ&msgid=a").toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $                           | cmd: expected a name, was "null"
            $cmd=                       | cmd: expected a name, was ""
            $cmd=a&b                    | expected each key once and with a value, was "b"
            $cmd=a&b=1&b=2              | expected each key once and with a value, was "b=2"
            $cmd=a&result=maybe         | result: expected succ or fail, was "maybe"
            """)
    void whatIsNoAnswerIsRefused(String text, String why) {
        assertThatThrownBy(() -> ack(text)).isInstanceOf(WireException.class).hasMessage(why);
    }

    @Test
    void anIdThatNoCommandCouldHaveIsRefused() {
        assertThatThrownBy(() -> ack("$cmd=a&msgid=" + "x".repeat(201)))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("msgid: expected 1 to 200 plain characters");
    }
}
