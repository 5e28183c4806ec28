package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.RuleConfig;
import java.util.List;

/** What a demonstration seeds. Realm exercise throughout; it knows nothing of the command centre. */
public record Demo(
        List<DemoPoint> points,
        List<DemoGully> gullies,
        List<DemoDevice> devices,
        List<DemoContact> contacts,
        List<DemoHousehold> households,
        List<RuleConfig> rules) {
    /**
     * All demo numbers begin so. Chinese mobile numbers begin 13…19, so no such number can belong to anyone; besides,
     * the exercise realm has no route to a real carrier.
     */
    public static final String PHONES = "1000000";

    /** The model of a device that sounds and speaks. */
    public static final String SIREN = "siren";

    public Demo {
        points = List.copyOf(points);
        gullies = List.copyOf(gullies);
        devices = List.copyOf(devices);
        contacts = List.copyOf(contacts);
        households = List.copyOf(households);
        rules = List.copyOf(rules);
    }

    /** A dozen points in all nine prefectures of Jilin, forty instruments, their gateways and a siren. */
    public static Demo jilin() {
        return new Demo(
                JilinPoints.points(),
                JilinGullies.gullies(),
                JilinDevices.devices(),
                JilinPoints.contacts(),
                JilinHouseholds.all(),
                JilinRules.rules());
    }

    public static boolean isDemoPhone(String number) {
        return number.startsWith(PHONES) && number.length() == 11;
    }
}
