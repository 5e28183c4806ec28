package cn.shanshao.center.notification.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.voice.Gather;
import com.twilio.twiml.voice.Hangup;
import com.twilio.twiml.voice.Say;
import java.net.URI;

/** What a call says. */
final class Spoken {
    private static final int PATIENCE_SECONDS = 10;
    private static final int TIMES = 2;

    private Spoken() {}

    /**
     * The text twice; one key ends it, and is handed to {@code key}.
     *
     * @param language {@code zh}, {@code ko} or {@code en}
     */
    static String text(String text, String language, URI key) {
        var gather = new Gather.Builder()
                .numDigits(1)
                .timeout(PATIENCE_SECONDS)
                .action(key)
                .method(HttpMethod.POST)
                .say(say(text, language, TIMES))
                .build();
        return new VoiceResponse.Builder()
                .gather(gather)
                .say(say(nothing(language), language, 1))
                .hangup(new Hangup.Builder().build())
                .build()
                .toXml();
    }

    private static String nothing(String language) {
        return switch (language) {
            case "ko" -> "누른 번호가 없습니다.";
            case "en" -> "No key was pressed.";
            default -> "没有收到按键。";
        };
    }

    static String thanks(String language) {
        var received = switch (language) {
            case "ko" -> "접수되었습니다.";
            case "en" -> "Received.";
            default -> "已收到。";
        };
        return new VoiceResponse.Builder()
                .say(say(received, language, 1))
                .hangup(new Hangup.Builder().build())
                .build()
                .toXml();
    }

    private static Say say(String text, String language, int times) {
        return new Say.Builder(text).language(voice(language)).loop(times).build();
    }

    private static Say.Language voice(String language) {
        return switch (language) {
            case "ko" -> Say.Language.KO_KR;
            case "en" -> Say.Language.EN_US;
            default -> Say.Language.CMN_CN;
        };
    }
}
