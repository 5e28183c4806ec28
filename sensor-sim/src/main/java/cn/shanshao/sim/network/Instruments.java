package cn.shanshao.sim.network;

import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.sim.demo.DemoDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instruments of one point, as its kind of hazard asks for. Who has no gateway has a modem and a battery of its own,
 * and tells of them.
 */
final class Instruments {
    private static final String[] GNSS = {"displacement.e", "displacement.n", "displacement.u"};
    private static final String[] TILT = {"tilt.x", "tilt.y", "tilt.z", "azimuth"};
    private static final String[] SHAKING = {"vibration.x", "vibration.y", "vibration.z"};
    private static final String[] ACCELERATION = {"acceleration.x", "acceleration.y", "acceleration.z"};
    private static final String[] DEEP = {
        "displacement.deep.x/4",
        "displacement.deep.y/4",
        "displacement.deep.x/8",
        "displacement.deep.y/8",
        "displacement.deep.x/16",
        "displacement.deep.y/16"
    };
    private static final String[] SOIL = {
        "soil.moisture/0.3", "soil.moisture/0.6", "soil.moisture/1", "soil.temperature/0.3", "soil.pressure/1"
    };
    private static final String[] WEATHER = {"rain.total", "temperature", "air.pressure", "snow.depth"};
    private static final String[] MUD = {"mud.level", "flow.speed", "radar.distance"};

    private final Place place;
    /** How many points of the same kind stand before this one in the table. */
    private final int turn;

    private final List<DemoDevice> devices = new ArrayList<>();
    private @Nullable String gateway;

    private Instruments(Place place, int turn) {
        this.place = place;
        this.turn = turn;
    }

    static List<DemoDevice> of(Place place, int turn) {
        var all = new Instruments(place, turn);
        switch (place.point().kind()) {
            case "landslide" -> all.landslide();
            case "collapse" -> all.collapse();
            case "debris-flow" -> all.debrisFlow();
            case "subsidence" -> all.subsidence();
            case "slope" -> all.slope();
            default -> throw new IllegalArgumentException("no instruments for " + place);
        }
        return List.copyOf(all.devices);
    }

    private void landslide() {
        if (!place.full()) {
            alone("gnss1", "坡腰 GNSS", "gnss", 60, GNSS);
            alone("crack1", "后缘裂缝计", "crack", 60, "crack");
            alone("tilt1", "坡面倾角仪", "tilt", 60, TILT);
            alone("rain1", "雨量计", "rain", 60, "rain.total");
            return;
        }
        gateway("坡脚网关");
        alone("gnss1", "坡顶 GNSS", "gnss", 60, GNSS);
        alone("gnss2", "坡腰 GNSS", "gnss", 60, GNSS);
        alone("weather1", "气象站", "weather", 60, WEATHER);
        behind("wire1", "拉线位移计", "extensometer", 60, "displacement");
        behind("crack1", "后缘裂缝计", "crack", 60, "crack");
        behind("tilt1", "坡腰倾角仪", "tilt", 60, TILT);
        behind("vib1", "三分量振动计", "vibration", 30, SHAKING);
        behind("incl1", "深部测斜仪", "inclinometer", 600, DEEP);
        behind("pore1", "孔隙水压计", "pore", 300, "pore.pressure/6", "pore.pressure/8");
        behind("water1", "地下水位计", "groundwater", 300, "water.level");
        behind("soil1", "土壤墒情仪", "soil", 300, SOIL);
    }

    private void collapse() {
        alone("vib1", "三分量振动计", "vibration", 30, SHAKING);
        alone("crack1", "危岩裂缝计", "crack", 60, "crack");
        alone("tilt1", "危岩倾角仪", "tilt", 60, TILT);
        switch (turn % 3) {
            case 0 -> alone("laser1", "激光测距仪", "radar", 60, "radar.distance");
            case 1 -> alone("acc1", "加速度计", "acceleration", 30, ACCELERATION);
            default -> alone("ae1", "声发射仪", "acoustic", 30, "acoustic.emission");
        }
    }

    /** Upper and lower station share neither gateway nor power, so that one can confirm the other. */
    private void debrisFlow() {
        gateway("沟口网关");
        alone("mud1", "上游泥位计", "mud", 10, MUD);
        alone("geo1", "上游地震检波器", "vibration", 10, "vibration");
        alone("rain1", "流域雨量计", "rain", 60, "rain.total");
        behind("mud2", "下游泥位计", "mud", 10, MUD);
        behind("infra1", "次声地声仪", "infrasound", 10, "infrasound", "ground.sound");
        behind("water1", "沟道水位计", "river", 60, "surface.water.level");
    }

    private void subsidence() {
        gateway("沉降网关");
        alone("gnss1", "地表 GNSS", "gnss", 60, GNSS);
        behind("settle1", "1 号静力水准仪", "settlement", 300, "settlement");
        behind("settle2", "2 号静力水准仪", "settlement", 300, "settlement");
    }

    private void slope() {
        alone("tilt1", "坡面倾角仪", "tilt", 60, TILT);
        alone("crack1", "墙体裂缝计", "crack", 60, "crack");
        if (turn % 2 == 0) {
            alone("rain1", "雨量计", "rain", 300, "rain");
        } else {
            alone("drain1", "排水孔流量计", "seepage", 300, "seepage");
        }
    }

    private void gateway(String name) {
        alone("gw1", name, "gateway", 60);
        gateway = place.point().id() + "-gw1";
    }

    private void alone(String suffix, String name, String model, double interval, String... quantities) {
        device(
                suffix,
                name,
                model,
                null,
                interval,
                Stream.concat(Stream.of(quantities), Stream.of("battery", "signal")));
    }

    private void behind(String suffix, String name, String model, double interval, String... quantities) {
        device(suffix, name, model, gateway, interval, Stream.of(quantities));
    }

    private void device(
            String suffix,
            String name,
            String model,
            @Nullable String carrier,
            double interval,
            Stream<String> quantities) {
        var point = place.point().id();
        var power = carrier != null || model.equals("gateway") ? point + "-solar1" : null;
        devices.add(new DemoDevice(
                point + "-" + suffix,
                point,
                name,
                model,
                carrier,
                power,
                interval,
                quantities.map(Instruments::channel).toList()));
    }

    private static Channel channel(String quantity) {
        return new Channel(quantity, Quantity.of(quantity).orElseThrow().unit(), null, List.of(), null);
    }
}
