package cn.shanshao.sim.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a load is made of.
 *
 * @param passwords login → password, of the publishers
 * @param carried login → the devices whose readings it publishes: itself, and those behind it
 * @param rate readings per second, of all together
 * @param perMessage readings in one message, 1…1000
 * @param remember whether to keep the {@link Ledger}
 */
public record LoadSettings(
        String mqttUri,
        Map<String, String> passwords,
        Map<String, List<String>> carried,
        double rate,
        int perMessage,
        boolean remember) {
    public LoadSettings {
        if (rate <= 0 || perMessage < 1 || perMessage > 1_000 || passwords.isEmpty()) {
            throw new IllegalArgumentException(
                    "a load needs a publisher, a rate above 0 and 1 to 1000 readings per message");
        }
        passwords = Map.copyOf(passwords);
        var copy = new LinkedHashMap<String, List<String>>();
        carried.forEach((login, devices) -> copy.put(login, List.copyOf(devices)));
        carried = Collections.unmodifiableMap(copy);
    }

    /** Every device publishes by itself. */
    public static LoadSettings direct(String mqttUri, Map<String, String> passwords, double rate, int perMessage) {
        var carried = new LinkedHashMap<String, List<String>>();
        passwords.keySet().stream().sorted().forEach(id -> carried.put(id, List.of(id)));
        return new LoadSettings(mqttUri, passwords, carried, rate, perMessage, true);
    }

    /** The same without a {@link Ledger}, which grows with every reading. */
    public LoadSettings unremembered() {
        return new LoadSettings(mqttUri, passwords, carried, rate, perMessage, false);
    }
}
