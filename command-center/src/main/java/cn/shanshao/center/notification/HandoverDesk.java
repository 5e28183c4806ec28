package cn.shanshao.center.notification;

import cn.shanshao.center.CenterSettings;
import cn.shanshao.center.identity.Division;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.HandoverOver;
import cn.shanshao.center.identity.HandoverUnheard;
import cn.shanshao.center.notification.WakeDesk.Call;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Rings whoever was handed the duty and does not take it. */
@Component
class HandoverDesk {
    private final WakeDesk wakes;
    private final LadderRows ladders;
    private final Divisions divisions;
    private final Marks marks;
    private final Realm realm;
    private final Clock clock;

    HandoverDesk(
            WakeDesk wakes, LadderRows ladders, Divisions divisions, Marks marks, CenterSettings center, Clock clock) {
        this.wakes = wakes;
        this.ladders = ladders;
        this.divisions = divisions;
        this.marks = marks;
        this.realm = center.demo() ? Realm.EXERCISE : Realm.LIVE;
        this.clock = clock;
    }

    @EventListener
    void on(HandoverUnheard event) {
        var place = divisions.find(event.division()).map(Division::name).orElse(event.division());
        wakes.wake(
                new Call(
                        Ladder.HANDOVER + event.id(),
                        1,
                        realm,
                        Level.YELLOW,
                        event.division(),
                        null,
                        Prompts.takeOver(place, marks.of(realm))),
                List.of(event.taker()));
    }

    @EventListener
    void on(HandoverOver event) {
        ladders.endAll(Ladder.HANDOVER + event.id(), true, clock.instant());
    }
}
