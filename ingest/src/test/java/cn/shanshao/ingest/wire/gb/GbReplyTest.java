package cn.shanshao.ingest.wire.gb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.wire.CommandAck;
import cn.shanshao.ingest.wire.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
