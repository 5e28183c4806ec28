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

    /** The text twice; one key ends it, and is handed to {@code key}. */
    static String text(String text, URI key) {
        var gather = new Gather.Builder()
                .numDigits(1)
                .timeout(PATIENCE_SECONDS)
                .action(key)
                .method(HttpMethod.POST)
                .say(say(text, TIMES))
                .build();
        return new VoiceResponse.Builder()
                .gather(gather)
                .say(say("没有收到按键。", 1))
                .hangup(new Hangup.Builder().build())
                .build()
                .toXml();
    }

    static String thanks() {
        return new VoiceResponse.Builder()
                .say(say("已收到。", 1))
                .hangup(new Hangup.Builder().build())
                .build()
                .toXml();
    }

    private static Say say(String text, int times) {
        return new Say.Builder(text).language(Say.Language.CMN_CN).loop(times).build();
    }
}
