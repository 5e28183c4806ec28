package cn.shanshao.center.residents;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.PreventionPlan;
import cn.shanshao.center.residents.FilledCard.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what would be printed empty on the cards of a point (防灾工作明白卡) and of its households (避险明白卡). */
final class CardGaps {
    /** A field of a card, how it is called there, and what stands in it. */
    private record Field<T>(String name, String zh, String en, Function<T, @Nullable Object> of) {}

    private static final List<Field<PointCard>> POINT = List.of(
            new Field<>("fieldNumber", "野外编号", "field number", PointCard::fieldNumber),
            new Field<>("location", "灾害位置", "location", PointCard::location),
            new Field<>("scale", "类型及规模", "type and scale", PointCard::scale),
            new Field<>("triggers", "诱发因素", "triggers", PointCard::triggers),
            new Field<>("threatened", "威胁对象", "what is threatened", PointCard::threatened),
            new Field<>("signs", "监测的主要迹象", "signs to watch", PointCard::signs),
            new Field<>("methods", "监测的主要手段和方法", "methods of watching", PointCard::methods),
            new Field<>("criterion", "临灾预报的判据", "criterion of imminent failure", PointCard::criterion),
            new Field<>("shelter", "预定避灾地点", "shelter", PointCard::shelter),
            new Field<>("route", "预定疏散路线", "route", PointCard::route),
            new Field<>("signal", "预定报警信号", "signal", PointCard::signal),
            new Field<>("dutyPhone", "值班电话", "duty phone", PointCard::dutyPhone),
            new Field<>("rescue", "抢排险单位", "rescue unit", PointCard::rescue),
            new Field<>("security", "治安保卫单位", "security unit", PointCard::security),
            new Field<>("medical", "医疗救护单位", "medical unit", PointCard::medical),
            new Field<>("issuer", "发放单位", "issuer", PointCard::issuer),
            new Field<>("issuedOn", "发放日期", "day of issue", PointCard::issuedOn),
            new Field<>("holder", "持卡单位或个人", "holder", PointCard::holder));

    private static final List<Field<Household>> HOUSEHOLD = List.of(
            new Field<>("houseKind", "房屋类别", "house", Household::houseKind),
            new Field<>("position", "灾害体与本住户的位置关系", "position to the slope", Household::position),
            new Field<>("precautions", "本住户注意事项", "precautions", Household::precautions),
            new Field<>("route", "撤离路线", "route", Household::route),
            new Field<>("shelter", "安置单位地点", "shelter", Household::shelter),
            new Field<>("medical", "救护单位", "medical unit", Household::medical),
            new Field<>("lines", "电话", "phone", h -> h.lines().isEmpty() ? null : h.lines()));

    private final HazardPoint point;
    private final List<Weakness> found = new ArrayList<>();

    private CardGaps(HazardPoint point) {
        this.point = point;
    }

    /** @param card {@code null} when the point has none of its own */
    static List<Weakness> of(
            HazardPoint point,
            @Nullable PointCard card,
            List<PreventionPlan> plans,
            List<Contact> contacts,
            List<Household> households,
            LocalDate day) {
        var look = new CardGaps(point);
        var filled = FilledCard.of(point, card, plans, !households.isEmpty(), day);
        if (card == null && !filled.taken().containsValue(Source.PLAN)) {
            look.tell("card-none", "", "防灾工作明白卡没有填写", "the card of the point was never filled in");
        } else {
            look.card(filled.card(), !households.isEmpty());
        }
        look.persons(contacts, filled.orderGiver());
        households.forEach(look::household);
        return List.copyOf(look.found);
    }

    /** @param hasRoster who is threatened is printed by the roster */
    private void card(PointCard card, boolean hasRoster) {
        for (var field : POINT) {
            var isTold = hasRoster && field.name().equals("threatened");
            if (isEmpty(field.of().apply(card)) && !isTold) {
                tell(
                        "card-empty",
                        field.name(),
                        "防灾工作明白卡“%s”为空".formatted(field.zh()),
                        "%s of the point’s card is empty".formatted(field.en()));
            }
        }
        var stated = Optional.ofNullable(point.dossier()).map(Dossier::property);
        if (card.property() != null && stated.isPresent() && Math.round(stated.get()) != card.property()) {
            tell(
                    "card-differs",
                    "property",
                    "明白卡上的威胁财产（%d 元）与档案（%.0f 元）不一致".formatted(card.property(), stated.get()),
                    "the card tells of property of %d yuan, the file of %.0f".formatted(card.property(), stated.get()));
        }
    }

    private void persons(List<Contact> contacts, @Nullable String orderGiver) {
        var onCard = new LinkedHashMap<ContactRole, String[]>();
        onCard.put(ContactRole.MONITOR, new String[] {"监测负责人", "the monitor"});
        if (isEmpty(orderGiver)) {
            onCard.put(ContactRole.ORDER_GIVER, new String[] {"疏散命令发布人", "the order-giver"});
        }
        onCard.forEach((role, name) -> {
            if (contacts.stream().noneMatch(c -> c.role() == role)) {
                tell(
                        "card-empty",
                        role.name().toLowerCase(Locale.ROOT),
                        "明白卡“%s”为空".formatted(name[0]),
                        "%s of the cards is empty".formatted(name[1]));
            }
        });
    }

    private void household(Household h) {
        var empty = HOUSEHOLD.stream().filter(f -> isEmpty(f.of().apply(h))).toList();
        if (!empty.isEmpty()) {
            tell(
                    "card-household",
                    h.id(),
                    "%s 号避险明白卡为空：%s"
                            .formatted(
                                    h.number(),
                                    String.join(
                                            "、", empty.stream().map(Field::zh).toList())),
                    "card %s is empty in: %s"
                            .formatted(
                                    h.number(),
                                    String.join(
                                            ", ", empty.stream().map(Field::en).toList())));
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    private void tell(String code, String subject, String zh, String en) {
        found.add(new Weakness(
                point.id(),
                code,
                subject,
                Map.of("zh", zh, "en", en),
                Map.of("zh", "打印前补全", "en", "fill it in before printing")));
    }
}
