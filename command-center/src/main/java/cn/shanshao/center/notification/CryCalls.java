package cn.shanshao.center.notification;

import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.notification.CryRows.Ringing;
import cn.shanshao.center.notification.CryRows.Row;
import cn.shanshao.center.notification.LadderRows.Standing;
import cn.shanshao.center.notification.WakeDesk.Call;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Calls to officers because of cries for help that nobody has taken. However many households of a division cry, an officer
 * is rung for one of them at a time and told how many wait beside it; a cry whose turn comes while the officer is being rung
 * joins that call. Each keeps a clock of its own, so whoever does not come is followed by the next one for every one of them,
 * and it rings until none that it is for waits any more. Calls need a transaction, with the cry locked.
 */
@Component
class CryCalls {
    private static final String NOBODYS = "名册外号码";

    private final CryRows rows;
    private final WakeDesk wakeDesk;
    private final Letters letters;
    private final Homes homes;
    private final Divisions divisions;
    private final Marks marks;

    CryCalls(CryRows rows, WakeDesk wakeDesk, Letters letters, Homes homes, Divisions divisions, Marks marks) {
        this.rows = rows;
        this.wakeDesk = wakeDesk;
        this.letters = letters;
        this.homes = homes;
        this.divisions = divisions;
        this.marks = marks;
    }

    /**
     * Rings officers of a division for it, but whoever is being rung for another of the division already.
     *
     * @param usernames empty where nobody is there, which is written down
     */
    void ring(Row cry, String division, List<String> usernames) {
        rows.lockCalls(cry.realm(), division);
        var ringing = rows.ringing(cry.realm(), division, usernames);
        rows.join(cry.id(), ringing.stream().map(Ringing::ladder).toList());
        var busy = ringing.stream().map(Ringing::username).collect(Collectors.toSet());
        var others = usernames.stream().filter(name -> !busy.contains(name)).toList();
        if (others.isEmpty() && !usernames.isEmpty()) {
            return;
        }
        var number = letters.nextWake(cry.about());
        wakeDesk.wake(
                new Call(
                        cry.about(),
                        number,
                        cry.realm(),
                        Level.RED,
                        division,
                        cry.pointId(),
                        text(cry, waiting(cry.realm(), division))),
                others);
        rows.join(cry.id(), number);
    }

    /** What a call says now: more may wait than when it began, and what it began with may be done. Empty: nobody waits. */
    Optional<String> words(Standing call) {
        var waiting = waiting(call.realm(), call.division());
        return waiting.stream()
                .filter(cry -> cry.about().equals(call.about()))
                .findFirst()
                .or(() -> waiting.stream().findFirst())
                .map(cry -> text(cry, waiting));
    }

    private List<Row> waiting(Realm realm, String division) {
        return rows.waiting(realm, divisions.under(division), divisions.isTop(division));
    }

    private String text(Row cry, List<Row> waiting) {
        var others = waiting.stream().filter(one -> one.id() != cry.id()).count();
        return Prompts.cries(where(cry), others, marks.of(cry.realm()));
    }

    /** Without a name: it stands in the open. */
    private String where(Row cry) {
        var place = homes.placeOf(cry.pointId()).orElse(NOBODYS);
        return Optional.ofNullable(cry.householdId())
                .flatMap(homes::today)
                .filter(card -> !card.number().isEmpty())
                .map(card -> place + card.number() + "号")
                .orElse(place);
    }
}
