package cn.shanshao.center.residents;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.Device;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Phones;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.ingest.wire.DeviceState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what hangs on one phone, one person or one power source (单点隐患). Ningnan 2012: a camp whose only contact deleted
 * the message, 40 dead or missing. Danba 2003: warned in time, the one monitor away and the power out, 51 dead or
 * missing.
 */
final class SinglePoints {
    /** Doors that one runner reaches on foot before it is too late. */
    static final int MOST_DOORS = 10;

    private final HazardPoint point;
    private final List<Contact> contacts;
    private final List<Household> there;
    private final List<Device> devices;
    private final List<Weakness> found = new ArrayList<>();

    private SinglePoints(Picture picture) {
        point = picture.point();
        contacts = picture.contacts();
        there = picture.households().stream()
                .filter(h -> h.to() == null || !h.to().isBefore(picture.day()))
                .toList();
        devices = picture.devices().stream()
                .filter(d -> d.state() == DeviceState.SERVICE)
                .toList();
    }

    /**
     * A point as it stands.
     *
     * @param day today; who comes later counts already, who has gone does not
     */
    record Picture(
            HazardPoint point,
            List<Contact> contacts,
            List<Household> households,
            List<Device> devices,
            LocalDate day) {}

    /** Everything that hangs on one thing; empty when nothing does. */
    static List<Weakness> of(Picture picture) {
        var look = new SinglePoints(picture);
        look.persons();
        look.there.forEach(look::household);
        look.sharedPhones();
        look.runners();
        look.instruments();
        look.roster();
        return List.copyOf(look.found);
    }

    private void persons() {
        var monitors = persons(ContactRole.MONITOR);
        if (monitors.isEmpty()) {
            tell(
                    "no-monitor",
                    "",
                    "没有监测员",
                    "nobody is there to look at the slope",
                    "登记至少两名监测员",
                    "register two monitors");
        } else if (monitors.size() == 1) {
            tell(
                    "one-monitor",
                    "",
                    "只有一名监测员（%s），外出或手机关机时无人查看".formatted(name(monitors)),
                    "one monitor only (%s): when away or the phone is off, nobody looks".formatted(name(monitors)),
                    "再登记一名监测员作为替补",
                    "register a second monitor");
        }
        var givers = Stream.concat(
                        persons(ContactRole.ORDER_GIVER).keySet().stream(),
                        persons(ContactRole.VILLAGE_HEAD).keySet().stream())
                .collect(Collectors.toSet());
        if (givers.isEmpty()) {
            tell(
                    "no-order-giver",
                    "",
                    "没有疏散命令发布人",
                    "nobody may order the people out",
                    "登记疏散命令发布人和村负责人",
                    "register the order-giver and the village head");
        } else if (givers.size() == 1 && givers.equals(monitors.keySet())) {
            tell(
                    "one-for-all",
                    "",
                    "监测员和疏散命令发布人是同一部电话",
                    "monitor and order-giver are one and the same phone",
                    "另行登记一名疏散命令发布人",
                    "register another order-giver");
        }
    }

    /** Names by number. */
    private Map<String, String> persons(ContactRole role) {
        return contacts.stream()
                .filter(c -> c.role() == role)
                .collect(Collectors.toMap(Contact::phone, Contact::name, (a, b) -> a, TreeMap::new));
    }

    private static String name(Map<String, String> persons) {
        return persons.values().iterator().next();
    }

    private void household(Household h) {
        var own = h.lines().stream().map(Line::phone).distinct().count();
        var all = h.phones().distinct().count();
        if (own == 0) {
            tell(
                    "no-phone",
                    h.id(),
                    "%s（%s，%d人）没有登记电话".formatted(h.name(), h.kind().zh(), h.people()),
                    "%s (%d people) has no phone".formatted(h.name(), h.people()),
                    "登记电话，或指定上门通知人",
                    "register a phone, or a runner");
        } else if (h.kind().isMany()) {
            many(h, own);
        } else if (all == 1) {
            tell(
                    "one-phone",
                    h.id(),
                    "%s户（%d人）只靠一部电话，也无上门通知人".formatted(h.name(), h.people()),
                    "the household of %s (%d people) hangs on one phone, and there is no runner"
                            .formatted(h.name(), h.people()),
                    "登记第二部电话，或指定邻居上门通知",
                    "register a second phone, or a neighbour who runs");
        }
    }

    private void many(Household h, long phones) {
        var persons = h.lines().stream().map(Line::name).distinct().count();
        if (persons == 1 || phones == 1) {
            tell(
                    "many-one-person",
                    h.id(),
                    "%s（%s，%d人）只靠%s一人一部电话通知"
                            .formatted(
                                    h.name(),
                                    h.kind().zh(),
                                    h.people(),
                                    h.lines().get(0).name()),
                    "%s (%d people) hangs on one person, %s"
                            .formatted(h.name(), h.people(), h.lines().get(0).name()),
                    "登记至少两名不同的联系人，各用各的电话",
                    "register two persons, each with a phone of their own");
        }
    }

    private void sharedPhones() {
        var only = new TreeMap<String, List<Household>>();
        for (var h : there) {
            var phones = h.phones().distinct().toList();
            if (phones.size() == 1) {
                only.computeIfAbsent(phones.get(0), phone -> new ArrayList<>()).add(h);
            }
        }
        only.forEach((phone, households) -> {
            if (households.size() > 1) {
                var names = households.stream().map(Household::name).collect(Collectors.joining("、"));
                var people = households.stream().mapToInt(Household::people).sum();
                tell(
                        "shared-phone",
                        households.get(0).id(),
                        "%s 共 %d 处 %d 人只靠同一部电话 %s".formatted(names, households.size(), people, Phones.masked(phone)),
                        "%s: %d places with %d people hang on the one phone %s"
                                .formatted(names, households.size(), people, Phones.masked(phone)),
                        "各处分别登记自己的电话",
                        "register a phone of its own for each");
            }
        });
    }

    private void runners() {
        there.stream()
                .filter(h -> h.runner() != null)
                .collect(Collectors.groupingBy(
                        h -> Objects.requireNonNull(h.runner()), LinkedHashMap::new, Collectors.toList()))
                .forEach((runner, doors) -> {
                    if (doors.size() > MOST_DOORS) {
                        tell(
                                "runner-overloaded",
                                doors.get(0).id(), // not the name: what is remembered stands in the open
                                "上门通知人%s负责 %d 户，超过 %d 户".formatted(runner.name(), doors.size(), MOST_DOORS),
                                "the runner %s has %d doors, more than %d"
                                        .formatted(runner.name(), doors.size(), MOST_DOORS),
                                "增加上门通知人",
                                "name further runners");
                    }
                });
    }

    private void instruments() {
        if (devices.isEmpty()) {
            return;
        }
        if (devices.size() == 1) {
            tell(
                    "one-device",
                    devices.get(0).id(),
                    "只有一台在用设备（%s），失效即失去监测".formatted(devices.get(0).name()),
                    "one device in service only (%s): when it fails nothing is seen"
                            .formatted(devices.get(0).name()),
                    "增设一台独立的设备",
                    "add an independent device");
            return;
        }
        common(Device::gateway)
                .ifPresent(gateway -> tell(
                        "one-gateway",
                        gateway,
                        "全部 %d 台设备经同一网关 %s".formatted(devices.size(), gateway),
                        "all %d devices are behind the one gateway %s".formatted(devices.size(), gateway),
                        "至少一台设备改用独立通信",
                        "give one device a link of its own"));
        common(Device::power)
                .ifPresent(power -> tell(
                        "one-power",
                        power,
                        "全部 %d 台设备（含警报器）靠同一电源 %s".formatted(devices.size(), power),
                        "all %d devices, sirens too, hang on the one power source %s".formatted(devices.size(), power),
                        "至少一台设备和警报器改用独立电源",
                        "give one device and the siren a source of their own"));
    }

    private java.util.Optional<String> common(Function<Device, @Nullable String> of) {
        var all = devices.stream()
                .map(d -> Objects.requireNonNullElse(of.apply(d), ""))
                .collect(Collectors.toSet());
        return all.size() == 1 && !all.contains("") ? all.stream().findFirst() : java.util.Optional.empty();
    }

    private void roster() {
        var listed = there.stream().mapToInt(Household::people).sum();
        if (listed < point.people()) {
            tell(
                    "roster-short",
                    "",
                    "隐患点登记威胁 %d 人，名册上只有 %d 人".formatted(point.people(), listed),
                    "%d people are said to live below, %d stand on the roster".formatted(point.people(), listed),
                    "逐户核对名册",
                    "go from door to door, and complete the roster");
        }
    }

    private void tell(String code, String subject, String zh, String en, String mendZh, String mendEn) {
        found.add(new Weakness(
                point.id(), code, subject, Map.of("zh", zh, "en", en), Map.of("zh", mendZh, "en", mendEn)));
    }

    /** Those that leave people unreached first, then by point. */
    static Comparator<Weakness> gravestFirst() {
        var grave = Set.of("many-one-person", "shared-phone", "no-phone", "no-monitor", "no-order-giver", "one-power");
        return Comparator.<Weakness, Boolean>comparing(w -> !grave.contains(w.code()))
                .thenComparing(Weakness::pointId)
                .thenComparing(Weakness::code);
    }
}
