package cn.shanshao.center.notification;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.ingest.wire.Alert;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message to be written.
 *
 * @param to {@code null} when there is nobody to write to; the row then says so
 * @param text of a call as it is spoken
 * @param isPersonal the text tells of somebody, so it is sealed
 * @param obstacle why it cannot be sent at all; {@code null} when it can
 */
record Letter(
        Errand errand,
        Channel channel,
        Realm realm,
        @Nullable Level level,
        String division,
        @Nullable String pointId,
        Cause cause,
        @Nullable Reader to,
        String text,
        boolean isPersonal,
        @Nullable String obstacle) {
    Letter {
        text = channel == Channel.VOICE ? Prompts.spoken(text) : text;
    }

    /** A short message about whose text nobody need worry. */
    static Letter sms(
            Errand errand,
            Realm realm,
            @Nullable Level level,
            String division,
            @Nullable String pointId,
            Cause cause,
            @Nullable Reader to,
            String text,
            @Nullable String obstacle) {
        return new Letter(errand, Channel.SMS, realm, level, division, pointId, cause, to, text, false, obstacle);
    }

    /** By another way. */
    Letter by(Channel another) {
        return new Letter(errand, another, realm, level, division, pointId, cause, to, text, isPersonal, obstacle);
    }

    /** In other words. */
    Letter saying(String words) {
        return new Letter(errand, channel, realm, level, division, pointId, cause, to, words, isPersonal, obstacle);
    }

    /** One that cannot be sent at all, and why. */
    Letter hindered(String why) {
        return new Letter(errand, channel, realm, level, division, pointId, cause, to, text, isPersonal, why);
    }

    /** Where somebody is told of in the text. */
    Letter personal() {
        return new Letter(errand, channel, realm, level, division, pointId, cause, to, text, true, obstacle);
    }

    /**
     * Why it is written.
     *
     * @param episodeId of an alert; {@code null} when it is about something else
     * @param about {@code warning/{id}}, {@code approval/{id}} or {@code cry/{id}}; {@code null} when it is about an alert
     * @param number of the notice within its warning, or of the wake; 0 otherwise
     * @param task the household that somebody is asked to go to; empty otherwise
     * @param template id of its words; {@code null} where nobody registers them
     */
    record Cause(
            @Nullable String episodeId,
            @Nullable String about,
            int number,
            String task,
            Instant detectedAt,
            @Nullable String template) {
        private static final String WARNING = "warning/";

        static Cause of(Alert alert) {
            return new Cause(alert.id(), null, 0, "", alert.detectedAt(), null);
        }

        static Cause of(String about, int number, Instant at) {
            return new Cause(null, about, number, "", at, null);
        }

        Cause task(String household) {
            return new Cause(episodeId, about, number, household, detectedAt, template);
        }

        Cause template(@Nullable String id) {
            return new Cause(episodeId, about, number, task, detectedAt, id);
        }

        static String warning(String id) {
            return WARNING + id;
        }

        /** The warning that it is about; {@code null} when it is about something else. */
        static @Nullable String warningOf(@Nullable String about) {
            return about != null && about.startsWith(WARNING) ? about.substring(WARNING.length()) : null;
        }
    }

    /**
     * Whom it is for.
     *
     * @param role of the point's card, or {@code household}, {@code runner}, {@code officer}
     * @param language BCP 47
     */
    record Reader(
            String name,
            String phone,
            String role,
            String language,
            @Nullable String contactId,
            @Nullable String householdId) {
        static Reader of(Contact contact) {
            return new Reader(
                    contact.name(),
                    contact.phone(),
                    contact.role().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    contact.language(),
                    contact.id(),
                    null);
        }

        /** Without the person, so that neither name nor number ends in a log. */
        @Override
        public String toString() {
            return "Reader[%s]".formatted(role);
        }
    }

    /** Without the text, so that it does not end in a log. */
    @Override
    public String toString() {
        return "Letter[%s by %s]".formatted(errand.wire(), channel.wire());
    }
}
