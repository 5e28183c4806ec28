package cn.shanshao.ingest.wire.gb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One code of the protocol's table: what is measured, and what its values are to us. Codes, keys and their order are
 * those of published firmware and platforms; where these say no unit, and none is certain, there is none.
 *
 * @param leaves in the order of a comma list
 */
record GbCode(String code, List<Leaf> leaves) {
    static final String STATUS = "S1_ZT";

    /** A comma list of so many values under the code of tilt is a vibration (seen on a platform). */
    private static final int VALUES_OF_VIBRATION = 8;

    private static final Map<String, GbCode> TABLE = table();
    private static final Map<String, String> ALIASES = Map.of(
            "trend", "azi", //
            "singal_4g", "signal_4g", //
            "singal_nb", "signal_nb", //
            "singal_bd", "signal_bd", //
            "signal_db", "signal_bd", //
            "singal_db", "signal_bd");

    /**
     * One value of a code.
     *
     * @param quantity of our catalogue; {@code null} where it has none
     * @param unit that the device means; {@code null} where nobody says
     * @param isText may be a text, of which there is no reading
     */
    record Leaf(
            String key, @Nullable String quantity, @Nullable String unit, boolean isText) {
        private static Leaf of(String line) {
            var parts = line.split(" ", -1);
            var isText = parts.length > 1 && parts[1].equals("text");
            var quantity = parts.length > 1 && !isText && !parts[1].equals("x") ? parts[1] : null;
            return new Leaf(parts[0], quantity, parts.length > 2 ? parts[2] : null, isText);
        }
    }

    static Optional<GbCode> of(String code) {
        return Optional.ofNullable(TABLE.get(code));
    }

    static Iterable<GbCode> all() {
        return TABLE.values();
    }

    boolean isStatus() {
        return code.equals(STATUS);
    }

    /** A key however it is spelt: capitals do not count, and known slips are mended. */
    Optional<Leaf> leaf(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        var meant = ALIASES.getOrDefault(lower, lower);
        return leaves.stream()
                .filter(leaf -> leaf.key().toLowerCase(Locale.ROOT).equals(meant))
                .findFirst();
    }

    /** The code that a comma list of so many values is of. */
    GbCode ofList(int values) {
        return code.equals("L1_QJ") && values == VALUES_OF_VIBRATION ? TABLE.getOrDefault("L1_ZD", this) : this;
    }

    /** Each line: key, then our quantity ({@code x} for none) and the device's unit, or {@code text}. */
    private static Map<String, GbCode> table() {
        var rows = new HashMap<String, GbCode>();
        deformation(rows);
        row(rows, "L2_YL", "value");
        row(rows, "L2_TY", "value soil.pressure kPa");
        row(rows, "L2_CS", "OSP infrasound Pa", "VSP", "freq x Hz");
        row(rows, "L2_DS", "OSP", "VSP", "freq ground.sound Hz");
        row(rows, "L2_SF", "amplitude", "energy", "RMS acoustic.emission mV");
        weatherAndWater(rows);
        row(rows, "L4_NW", "value mud.level m");
        row(rows, "L4_LD", "X", "Y", "Z", "speed flow.speed m/s");
        row(rows, "L4_SP", "value text");
        row(rows, "L4_LB", "value text");
        row(rows, "L4_BMLS", "value flow.speed m/s");
        status(rows);
        return Map.copyOf(rows);
    }

    private static void deformation(Map<String, GbCode> rows) {
        row(rows, "L1_LF", "value crack mm");
        row(
                rows,
                "L1_GP",
                "gpsInitial text",
                "gpsTotalX displacement.e mm",
                "gpsTotalY displacement.n mm",
                "gpsTotalZ displacement.u mm");
        row(rows, "L1_SW", "dispsX displacement.deep.x mm", "dispsY displacement.deep.y mm");
        row(rows, "L1_JS", "gX acceleration.x g", "gY acceleration.y g", "gZ acceleration.z g");
        row(rows, "L1_QJ", "X tilt.x deg", "Y tilt.y deg", "Z tilt.z deg", "angle x deg", "AZI azimuth deg");
        row(rows, "L1_ZD", "PLX", "PLY", "PLZ", "value", "SJX", "SJY", "SJZ", "SJValue");
    }

    private static void weatherAndWater(Map<String, GbCode> rows) {
        row(rows, "L3_YL", "value rain mm", "totalValue rain.total mm");
        row(rows, "L3_QW", "value temperature Cel");
        row(rows, "L3_TW", "value soil.temperature Cel");
        row(rows, "L3_HS", "value soil.moisture %");
        row(rows, "L3_DB", "temp x Cel", "value surface.water.level m");
        row(rows, "L3_DX", "temp x Cel", "value water.level m");
        row(rows, "L3_SY", "temp x Cel", "value pore.pressure kPa");
        row(rows, "L3_ST", "value seepage l/s");
        row(rows, "L3_LS", "value flow.speed m/s");
        row(rows, "L3_CJ", "value settlement mm");
        row(rows, "L3_QY", "value air.pressure hPa");
    }

    private static void status(Map<String, GbCode> rows) {
        row(
                rows,
                STATUS,
                "ext_power_volt x V",
                "solar_volt x V",
                "battery_dump_energy x %",
                "battery_volt x V",
                "supply_power",
                "consume_power",
                "temp x Cel",
                "humidity x %RH",
                "temp_out x Cel",
                "humidity_out x %RH",
                "lon x deg",
                "lat x deg",
                "on_4g text",
                "signal_4g",
                "signal_NB",
                "signal_bd",
                "sw_version text");
    }

    private static void row(Map<String, GbCode> rows, String code, String... leaves) {
        var all = new ArrayList<Leaf>();
        Stream.of(leaves).map(Leaf::of).forEach(all::add);
        rows.put(code, new GbCode(code, List.copyOf(all)));
    }
}
