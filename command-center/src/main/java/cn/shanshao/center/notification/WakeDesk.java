package cn.shanshao.center.notification;

import cn.shanshao.center.identity.Officers;
import cn.shanshao.center.identity.Officers.Officer;
import cn.shanshao.center.notification.Letter.Cause;
import cn.shanshao.center.notification.Letter.Reader;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.warning.ClockRanOut;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes officers and signers as villagers are woken: by the calling ladder, as far as their own phone goes. It runs inside
 * the transaction of the clock that ran out: whoever is told there that somebody was called can rely on it.
 */
@Component
class WakeDesk {
    static final String OFFICER = "officer";

    private static final String NO_NUMBER = "未登记电话，无法叫醒：";
    private static final String NOBODY = "没有可叫醒的人";

    private final Officers officers;
    private final Registry registry;
    private final Letters letters;
    private final LadderRows ladders;
    private final Carrier carrier;
    private final NotificationSettings settings;
    private final Marks marks;
    private final Clock clock;

    WakeDesk(
            Officers officers,
            Registry registry,
            Letters letters,
            LadderRows ladders,
            Carrier carrier,
            NotificationSettings settings,
            Marks marks,
            Clock clock) {
        this.officers = officers;
        this.registry = registry;
        this.letters = letters;
        this.ladders = ladders;
        this.carrier = carrier;
        this.settings = settings;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * What they are woken for.
     *
     * @param number of the wake, of all about the same
     */
    record Call(
            String about,
            int number,
            Realm realm,
            Level level,
            String division,
            @Nullable String pointId,
            String text) {}

    @EventListener
    void on(ClockRanOut event) {
        var warning = event.warning();
        var place = registry.findPoint(warning.pointId()).map(HazardPoint::name).orElse(warning.pointId());
        var lack = warning.acknowledgedBy() == null ? "警情无人接手" : "警情无人签发";
        var text = Prompts.wake(lack, place, marks.of(warning.realm()));
        wake(
                new Call(
                        Cause.warning(warning.id()),
                        letters.nextWake(Cause.warning(warning.id())),
                        warning.realm(),
                        warning.level(),
                        event.division(),
                        warning.pointId(),
                        text),
                event.usernames());
    }

    /** Those of them who have a number; of the others it is written down that they have none. */
    void wake(Call call, List<String> usernames) {
        var now = clock.instant();
        var written = new ArrayList<Letter>();
        var starts = new ArrayList<LadderRows.Start>();
        var found = officers.find(usernames);
        for (var officer : found) {
            written.add(letter(call, officer));
            if (number(officer).isPresent()) {
                starts.add(new LadderRows.Start(
                        call.about(),
                        call.number(),
                        officer.username(),
                        true,
                        call.realm(),
                        call.level(),
                        call.division(),
                        call.pointId()));
            }
        }
        if (found.isEmpty()) {
            written.add(letter(call, "", null, NOBODY));
        }
        letters.add(written);
        ladders.begin(starts, now, settings);
    }

    private Letter letter(Call call, Officer officer) {
        var obstacle = carrier.serves(call.realm()) ? null : CheckDesk.NO_CARRIER;
        return number(officer)
                .map(phone -> new Reader(officer.displayName(), phone, OFFICER, "zh", null, null))
                .map(reader -> letter(call, officer.username(), reader, obstacle))
                .orElseGet(() -> letter(call, officer.username(), null, NO_NUMBER + officer.username()));
    }

    /** As carriers take it and replies come from it, however it was typed; empty where there is none to ring. */
    static Optional<String> number(Officer officer) {
        return Optional.ofNullable(officer.phone()).flatMap(Phones::find);
    }

    private Letter letter(Call call, String username, @Nullable Reader to, @Nullable String obstacle) {
        return Letter.sms(
                Errand.WAKE,
                call.realm(),
                call.level(),
                call.division(),
                call.pointId(),
                Cause.of(call.about(), call.number(), clock.instant()).task(username),
                to,
                call.text(),
                obstacle);
    }
}
