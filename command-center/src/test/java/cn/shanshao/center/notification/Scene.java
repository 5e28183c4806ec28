package cn.shanshao.center.notification;

import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import cn.shanshao.center.residents.HouseholdKind;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.Act;
import cn.shanshao.center.warning.Notice;
import cn.shanshao.center.warning.NoticeIssued;
import cn.shanshao.center.warning.NoticeState;
import cn.shanshao.center.warning.Purpose;
import cn.shanshao.center.warning.Warning;
import cn.shanshao.center.warning.WarningState;
import cn.shanshao.center.warning.Words;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A point with households below it, and notices about it as the desk of warnings would publish them. */
final class Scene {
    static final String DIVISION = "220282";

    private Scene() {}

    static void point(Registry registry, String id, Realm realm) {
        registry.savePoint(
                new HazardPoint(
                        id, 0, null, "老岭沟", "landslide", DIVISION, realm, 126.75, 42.97, 40, List.of("老岭村"), List.of()),
                "test");
    }

    static Household household(
            Residents residents, String point, String number, Realm realm, @Nullable Line runner, Line... lines) {
        return residents.save(household(point, number, realm, "zh", runner, lines), "test");
    }

    static Household household(
            String point, String number, Realm realm, String language, @Nullable Line runner, Line... lines) {
        return new Household(
                point + "-h" + number,
                0,
                point,
                number,
                HouseholdKind.FAMILY,
                "户主" + number,
                3,
                "老岭村" + number + "号",
                null,
                List.of(),
                List.of(lines),
                language,
                null,
                null,
                null,
                new Unit("老岭小学", null, null),
                null,
                runner,
                null,
                null,
                null,
                null,
                realm);
    }

    /** The warning of a point. */
    static Warning warning(String point, Realm realm, Level level) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Warning(
                point + "-w",
                1,
                point,
                DIVISION,
                realm,
                WarningState.ISSUED,
                level,
                level,
                level,
                false,
                true,
                3,
                1,
                List.of(),
                now,
                now,
                null,
                null,
                null,
                null,
                null);
    }

    /** The {@code number}th notice of a warning. */
    static NoticeIssued notice(Warning warning, int number, Purpose purpose, @Nullable Level level) {
        var mark = warning.realm() == Realm.EXERCISE ? "演示：" : "";
        var text = "【山哨】%s老岭沟第%d号通知，去老岭小学。已转移回1，求助回2".formatted(mark, number);
        var korean = "【山哨】%s老岭沟 제%d호. 장소:老岭小学. 대피1 구조2 회신".formatted(mark, number);
        return new NoticeIssued(
                warning,
                new Notice(
                        warning.id() + "-n" + number,
                        warning.id(),
                        number,
                        Act.EVACUATION,
                        purpose,
                        level,
                        warning.pointId(),
                        "老岭沟",
                        warning.division(),
                        warning.division(),
                        List.of("2202", "22"),
                        warning.realm(),
                        null,
                        "裂缝加宽",
                        null,
                        null,
                        "老岭小学",
                        null,
                        false,
                        List.of(
                                new Words("t-" + purpose + "-zh", "zh", "老岭小学", null, text, 1, 3, 1),
                                new Words("t-" + purpose + "-ko", "ko", "老岭小学", null, korean, 1, 3, 1)),
                        3,
                        1,
                        "0".repeat(64),
                        NoticeState.ISSUED,
                        "test",
                        warning.openedAt(),
                        warning.openedAt(),
                        List.of(),
                        null,
                        null,
                        null));
    }
}
