package cn.shanshao.detect;

import cn.shanshao.detect.debris.FrontLens;
import cn.shanshao.detect.movement.InverseVelocity;
import cn.shanshao.detect.movement.Velocity;
import cn.shanshao.ingest.wire.AlertKind;
import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** How a rule judges: what it compares with its limits, and in which unit. */
public enum Method {
    /** The value itself (阈值). */
    THRESHOLD("threshold", AlertKind.THRESHOLD, "") {
        @Override
        public Lens fresh(Map<String, Double> params) {
            return Lens.PLAIN;
        }

        @Override
        public Lens read(Map<String, Double> params, DataInput in) {
            return Lens.PLAIN;
        }

        @Override
        public String unit(String ofQuantity) {
            return ofQuantity;
        }
    },

    /** The time to the earliest failure that the record allows (倒速度法); see {@link InverseVelocity}. */
    INVERSE_VELOCITY("inverse-velocity", AlertKind.TREND, "预计失稳") {
        @Override
        public Lens fresh(Map<String, Double> params) {
            return InverseVelocity.of(params);
        }

        @Override
        public Lens read(Map<String, Double> params, DataInput in) throws IOException {
            return InverseVelocity.read(params, in);
        }

        @Override
        public String unit(String ofQuantity) {
            return "d";
        }
    },

    /** How far the mud has risen within minutes (泥位涨幅); see {@link cn.shanshao.detect.debris.MudRise}. */
    MUD_RISE("mud-rise", AlertKind.THRESHOLD, "涨幅") {
        @Override
        public Lens fresh(Map<String, Double> params) {
            return FrontLens.rise(params);
        }

        @Override
        public Lens read(Map<String, Double> params, DataInput in) throws IOException {
            return FrontLens.readRise(params, in);
        }

        @Override
        public String unit(String ofQuantity) {
            return ofQuantity;
        }
    },

    /** How much stronger it shakes or sounds than before (长短时窗比); see {@link cn.shanshao.detect.debris.Tremor}. */
    TREMOR("tremor", AlertKind.THRESHOLD, "强度比") {
        @Override
        public Lens fresh(Map<String, Double> params) {
            return FrontLens.tremor(params);
        }

        @Override
        public Lens read(Map<String, Double> params, DataInput in) throws IOException {
            return FrontLens.readTremor(params, in);
        }

        @Override
        public String unit(String ofQuantity) {
            return "";
        }
    },

    /** The rate of movement (位移速率); see {@link Velocity}. */
    VELOCITY("velocity", AlertKind.TREND, "速率") {
        @Override
        public Lens fresh(Map<String, Double> params) {
            return Velocity.of(params);
        }

        @Override
        public Lens read(Map<String, Double> params, DataInput in) throws IOException {
            return Velocity.read(params, in);
        }

        @Override
        public String unit(String ofQuantity) {
            return ofQuantity + "/d";
        }
    };

    private final String wire;
    private final AlertKind kind;
    private final String suffix;

    Method(String wire, AlertKind kind, String suffix) {
        this.wire = wire;
        this.kind = kind;
        this.suffix = suffix;
    }

    /** The method of that name in a rule. */
    public static Optional<Method> of(String wire) {
        return Arrays.stream(values())
                .filter(method -> method.wire.equals(wire))
                .findFirst();
    }

    public String wire() {
        return wire;
    }

    /** What sort of alert it raises. */
    public AlertKind kind() {
        return kind;
    }

    /** What it judges, in Chinese, to be set behind the name of the quantity; empty for the quantity itself. */
    public String suffix() {
        return suffix;
    }

    /** A lens that has seen nothing. */
    public abstract Lens fresh(Map<String, Double> params);

    /** What a lens of the same parameters wrote. */
    public abstract Lens read(Map<String, Double> params, DataInput in) throws IOException;

    /** The unit of what is judged. */
    public abstract String unit(String ofQuantity);
}
