package cn.shanshao.ingest.wire.gb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.shanshao.ingest.wire.Command;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GbCommandsTest {
    private static Command command(String action, Map<String, String> args) {
        return new Command("a-17", action, args, Instant.parse("2026-07-01T00:00:00Z"), null, 3L);
    }

    private static Map<String, String> args(String text) {
        var args = new HashMap<String, String>();
        for (var arg : text.split(";")) {
            args.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        return args;
    }

    private static String text(String action, Map<String, String> args) {
        return new String(GbCommands.encode(command(action, args), null), Charset.forName("GB2312"));
    }

    @Test
    void theIntervalsOfASensorAreInSeconds() {
        assertThat(text("interval", Map.of("sensor", "L1_LF_1", "sample", "60", "upload", "3600", "plus", "300")))
                .isEqualTo("$cmd=setsensortime&sensor_id=L1_LF_1&sample_intv=60&upload_intv=3600&plus_intv=300"
                        + "&msgid=a-17");
    }

    /** As the firmware that was published has them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reqtime   |                                              | reqtime
            settime   |                                              | settime&server=ntpserver
            settime   | server=ntp.aliyun.com                        | settime&server=ntp.aliyun.com
            status    |                                              | getstatus
            reboot    |                                              | reboot
            sensors   |                                              | getsensorID
            sample    |                                              | sample
            interval  | sensor=L3_YL_1;sample=60;upload=60;plus=5    | setsensortime&sensor_id=L3_YL_1&sample_intv=60&upload_intv=60&plus_intv=5
            limits    | sensor=L1_LF_1;threshold=0.5;upper=9;lower=-9 | setsensorattr&sensor_id=L1_LF_1&threshold=0.5&upper_limit=9&lower_limit=-9
            mode      | mode=run                                     | setworkmode&mode=0
            mode      | mode=low-power                               | setworkmode&mode=1
            mode      | mode=plus                                    | setworkmode&mode=2
            rain-risk | level=red;hours=24;lon=126.5,127;lat=42,43.5 | meteorologicalearlywarning&level=0&effective_time=24&lon_range=126.5,127&lat_range=42,43.5
            broadcast | text=ABC;times=2                             | broadcast&b_num=2&b_size=3&b_content=ABC
            siren     | level=red                                    | alarm&type=L4_LB_1&level=0
            upgrade   | md5=d41d8cd98f00b204e9800998ecf8427e;size=51200 | upgrade&md5=d41d8cd98f00b204e9800998ecf8427e&size=51200
            """)
    void thePublishedCommands(String action, @Nullable String args, String words) {
        assertThat(text(action, args == null ? Map.of() : args(args))).isEqualTo("$cmd=" + words + "&msgid=a-17");
        assertThat(GbCommands.ours(words.replaceFirst("&.*", ""))).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"reboot, reboot", "sample, sample", "stop, stop", "status, getstatus"})
    void theShortOnesHaveNoArguments(String action, String word) {
        assertThat(text(action, Map.of())).isEqualTo("$cmd=" + word + "&msgid=a-17");
    }

    @Test
    void theKeyOfTheDeviceGoesWithIt() {
        assertThat(new String(
                        GbCommands.encode(command("reboot", Map.of()), "e7eb73db9cc982caeb1f"),
                        StandardCharsets.US_ASCII))
                .isEqualTo("$cmd=reboot&apikey=e7eb73db9cc982caeb1f&msgid=a-17");
    }

    @ParameterizedTest
    @CsvSource({"red, 0", "orange, 1", "yellow, 2", "blue, 3"})
    void theSirenOfTheJobIsAnAlarmOfTheHorn(String level, int number) {
        assertThat(text("siren", Map.of("level", level, "order", "o-1")))
                .isEqualTo("$cmd=alarm&type=L4_LB_1&level=" + number + "&msgid=a-17");
    }

    @Test
    void whatTheHornIsToSayIsMeasuredInBytes() {
        var bytes = GbCommands.encode(command("broadcast", Map.of("text", "请立即转移", "times", "3")), null);
        assertThat(new String(bytes, Charset.forName("GB2312")))
                .isEqualTo("$cmd=broadcast&b_num=3&b_size=10&b_content=请立即转移&msgid=a-17");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dance     | a=b                       | do: expected one of interval, limits, mode, status, sensors, siren, rain-risk, sample, reboot, stop, settime, reqtime, broadcast, upgrade, was "dance"
            interval  | sample=1                  | sensor: expected a value, was missing
            interval  | sensor=x&reboot           | sensor: expected a code and a number such as L1_LF_1, was "x&reboot"
            interval  | sensor=L1_LF_1;sample=0   | sample: expected a whole number from 1 to 86400, was "0"
            interval  | sensor=L1_LF_1;sample=1h  | sample: expected a whole number from 1 to 86400, was "1h"
            siren     | level=purple              | level: expected one of red, orange, yellow, blue, was "purple"
            mode      | mode=3                    | mode: expected one of run, low-power, plus, was "3"
            limits    | sensor=L1_LF_1;threshold=x | threshold: expected a number, was "x"
            upgrade   | md5=1;size=2              | md5: expected 32 hexadecimal digits, was "1"
            rain-risk | level=red;hours=24;lon=1  | lon: expected two numbers such as 126.5,127, was "1"
            settime   | server=a&b                | server: expected a host, was "a&b"
            broadcast | text=a&b                  | text: expected 1 to 200 characters without & and =, was "a&b"
            broadcast | text=快跑😀                | text: expected characters of GB2312, was "快跑😀"
            """)
    void whatADeviceWouldNotUnderstandIsNotSaid(String action, String args, String why) {
        assertThatThrownBy(() -> text(action, args(args)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void anAnswerFindsItsCommand() {
        var sent = text("reboot", Map.of());
        var answer = sent.replace("&msgid", "&result=succ&msgid");
        assertThat(GbReply.read(answer.getBytes(StandardCharsets.UTF_8)).ack().id())
                .isEqualTo("a-17");
    }
}
