package cn.shanshao.sim.network;

import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Reading;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.sim.demo.Demo;
import cn.shanshao.sim.demo.DemoContact;
import cn.shanshao.sim.demo.DemoDevice;
import cn.shanshao.sim.demo.DemoGully;
import cn.shanshao.sim.demo.DemoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The reference network: {@value #POINTS} points of all five kinds in all nine prefectures, {@value #DEVICES} devices with
 * every instrument of the contract, and a siren in every gully. What a device measures is a pure function of the seed, the scene and the time.
 */
public final class Network {
    public static final int POINTS = 60;
    public static final int DEVICES = 300;

    /** Height of a radar above the bed of the gully, m: it measures the distance, and the level follows. */
    static final double RADAR_HEIGHT = 6.5;
    /** Rain of one tip of the bucket, mm. */
    static final double TIP = 0.2;

    /** Noise of one network has seeds near each other; those of the next must not be among them. */
    static final long FAR = 1_000_003;

    private static final String COUNTER = "rain.total";
    /** Numbers of the demo's people end below; see {@link Demo#PHONES}. */
    private static final int FIRST_CARD = 21;

    private static final List<String> ROLES = List.of("MONITOR", "VILLAGE_HEAD", "ORDER_GIVER");
    private static final List<String> NAMES = List.of("王", "李", "张", "刘", "金", "朴", "于", "姜", "崔", "宋", "曲", "丁", "关");
    private static final List<String> GIVEN = List.of("立新", "淑芬", "广山", "春花", "长海", "明哲", "凤琴");

    private final Demo demo;
    private final List<DemoDevice> sirens;
    private final Map<String, Quiet> quiet = new HashMap<>();

    private Network(int points, long seed) {
        var far = FAR * seed;
        var places = Place.all().subList(0, points);
        var turns = new HashMap<String, Integer>();
        var devices = new ArrayList<DemoDevice>();
        var rules = new ArrayList<RuleConfig>();
        for (var place : places) {
            var weather = new Weather(place, far);
            var turn = turns.merge(place.point().kind(), 1, Integer::sum) - 1;
            var mine = Instruments.of(place, turn);
            mine.forEach(device -> learn(device, weather, far));
            devices.addAll(mine);
            rules.addAll(NetworkRules.of(place));
        }
        sirens = places.stream()
                .map(Place::point)
                .filter(Gullies::isOne)
                .map(Gullies::siren)
                .toList();
        places.stream()
                .filter(place -> Gullies.isOne(place.point()))
                .forEach(place -> learn(Gullies.siren(place.point()), new Weather(place, far), far));
        demo = new Demo(
                places.stream().map(Place::point).toList(),
                gullies(places),
                devices,
                contacts(places),
                List.of(),
                rules);
    }

    private static List<DemoGully> gullies(List<Place> places) {
        return places.stream()
                .map(Place::point)
                .filter(Gullies::isOne)
                .map(point -> new DemoGully(
                        point.id(),
                        Gullies.flow(point),
                        List.of(Gullies.siren(point).id())))
                .toList();
    }

    /** All of it. */
    public static Network jilin(long seed) {
        return first(POINTS, seed);
    }

    /**
     * The first points of it; twelve show every prefecture and every kind.
     *
     * @param points 1 … {@value #POINTS}
     */
    public static Network first(int points, long seed) {
        if (points < 1 || points > POINTS) {
            throw new IllegalArgumentException("a network has 1 to %d points, was %d".formatted(POINTS, points));
        }
        return new Network(points, seed);
    }

    private void learn(DemoDevice device, Weather weather, long seed) {
        device.channels()
                .forEach(channel -> quiet.put(
                        key(device, channel.quantity()), new Quiet(device, channel.quantity(), weather, seed)));
        if (device.model().equals("rain")) { // an interval is the difference of a counter, also where only it is sent
            quiet.computeIfAbsent(key(device, COUNTER), none -> new Quiet(device, COUNTER, weather, seed));
        }
    }

    private static List<DemoContact> contacts(List<Place> places) {
        var contacts = new ArrayList<DemoContact>();
        for (var p = 0; p < places.size(); p++) {
            var point = places.get(p).point().id();
            for (var r = 0; r < ROLES.size(); r++) {
                contacts.add(new DemoContact(
                        "%s-c%d".formatted(point, r + 1),
                        point,
                        NAMES.get((p + 4 * r) % NAMES.size()) + GIVEN.get((p + r) % GIVEN.size()),
                        "%s%02d%02d".formatted(Demo.PHONES, FIRST_CARD + p, r + 1),
                        ROLES.get(r),
                        "zh-CN"));
            }
        }
        return contacts;
    }

    /** As a demonstration knows it: points, devices, people and rules. */
    public Demo demo() {
        return demo;
    }

    public List<DemoPoint> points() {
        return demo.points();
    }

    /** Gateways stand before the devices behind them. */
    public List<DemoDevice> devices() {
        return demo.devices();
    }

    /** One at the village of every gully, beside the devices that measure. */
    public List<DemoDevice> sirens() {
        return sirens;
    }

    /** The devices, and the sirens after them. */
    public List<DemoDevice> everything() {
        return Stream.concat(devices().stream(), sirens.stream()).toList();
    }

    public List<RuleConfig> rules() {
        return demo.rules();
    }

    /** What a device of the network measures; nothing while the scene silences it. */
    public List<Reading> measure(DemoDevice device, Instant at, Scene scene) {
        if (scene.isSilent(device, at)) {
            return List.of();
        }
        return device.channels().stream()
                .map(channel -> channel.quantity())
                .map(quantity -> new Reading(device.id(), quantity, shown(device, quantity, at, scene), at, false))
                .toList();
    }

    private double shown(DemoDevice device, String quantity, Instant at, Scene scene) {
        if (quantity.equals(COUNTER)) {
            return rounded(counted(device, at, scene), 100);
        }
        if (quantity.equals("rain")) {
            var before = at.minusMillis(Math.round(device.interval() * 1_000));
            var fell = counted(device, at, scene) - counted(device, before, scene);
            return rounded(Math.max(0, fell), 100); // the counter begins anew with the year
        }
        if (quantity.equals("radar.distance") && device.model().equals("mud")) {
            return rounded(RADAR_HEIGHT - shown(device, "mud.level", at, scene), 1_000);
        }
        var least = Quantity.of(quantity).orElseThrow().min();
        return rounded(Math.max(least, cause(device, quantity, at, scene)), 10_000);
    }

    private double counted(DemoDevice device, Instant at, Scene scene) {
        return TIP * Math.floor(cause(device, COUNTER, at, scene) / TIP + 1e-6);
    }

    private double cause(DemoDevice device, String quantity, Instant at, Scene scene) {
        var model = quiet.get(key(device, quantity));
        Objects.requireNonNull(model, () -> device.id() + " is no device of this network");
        var weatherOf = quantity.equals(COUNTER) ? scene.rainUntil(device, at) : at;
        return scene.show(device, quantity, model.at(weatherOf.toEpochMilli() / 1_000.0), at);
    }

    private static String key(DemoDevice device, String quantity) {
        return device.id() + "~" + quantity;
    }

    private static double rounded(double value, double perUnit) {
        return Math.round(value * perUnit) / perUnit;
    }
}
