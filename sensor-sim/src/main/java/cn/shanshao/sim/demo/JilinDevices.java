package cn.shanshao.sim.demo;

import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demo's forty instruments, their gateways and a siren, at demo speed: a reading every 1 to 10 seconds. */
final class JilinDevices {
    private static final String[] GNSS = {"displacement.e", "displacement.n", "displacement.u"};
    private static final String[] CRACK = {"crack", "temperature"};
    private static final String[] TILT = {"tilt.x", "tilt.y"};
    private static final String[] RAIN = {"rain.total", "temperature"};
    private static final String[] SOIL = {"soil.moisture/0.5", "soil.moisture/1", "soil.temperature/0.5"};
    private static final String[] PORE = {"pore.pressure/6"};
    private static final String[] DEEP = {"displacement.deep.x/8", "displacement.deep.y/8"};
    private static final String[] MUD = {"mud.level", "flow.speed"};
    private static final String[] SOUND = {"infrasound", "ground.sound"};
    private static final String[] HOUSEKEEPING = {"battery", "signal"};

    private final List<DemoDevice> devices = new ArrayList<>();

    private JilinDevices() {}

    static List<DemoDevice> devices() {
        var all = new JilinDevices();
        all.mountains();
        all.valleys();
        all.plains();
        return all.devices;
    }

    private void mountains() {
        at(JilinPoints.LAOLINGGOU, "jl-0417");
        add("gw1", "坡脚网关", "gateway", 10, HOUSEKEEPING);
        add("gnss1", "坡顶 GNSS", "gnss", 5, GNSS);
        add("gnss2", "坡腰 GNSS", "gnss", 5, GNSS);
        behind("gw1", "crack1", "后缘裂缝计", "crack", 2, CRACK);
        behind("gw1", "crack2", "侧缘裂缝计", "crack", 5, CRACK);
        behind("gw1", "pore1", "孔隙水压计", "pore", 5, PORE);
        add("tilt1", "坡腰倾角仪", "tilt", 2, TILT);
        add("rain1", "雨量计", "rain", 5, RAIN);
        add("soil1", "土壤含水率仪", "soil", 10, SOIL);
        add("incl1", "深部测斜仪", "inclinometer", 10, DEEP);
        at(JilinPoints.HUASHU, "jl-0204");
        add("gw1", "公路边网关", "gateway", 10, HOUSEKEEPING);
        add("vib1", "振动计", "vibration", 1, "vibration");
        add("acc1", "加速度计", "acceleration", 2, "acceleration.x", "acceleration.y", "acceleration.z");
        behind("gw1", "crack1", "危岩裂缝计", "crack", 5, CRACK);
        behind("gw1", "tilt1", "危岩倾角仪", "tilt", 5, TILT);
        add("rain1", "雨量计", "rain", 10, RAIN);
        at(JilinPoints.HUAYUANKOU, "jl-0603");
        add("crack1", "墙体裂缝计", "crack", 5, CRACK);
        add("tilt1", "坡面倾角仪", "tilt", 5, TILT);
        add("rain1", "雨量计", "rain", 10, RAIN);
        at(JilinPoints.YANTONGSHAN, "jl-0284");
        add("crack1", "后缘裂缝计", "crack", 5, CRACK);
        add("tilt1", "坡面倾角仪", "tilt", 5, TILT);
        add("soil1", "土壤含水率仪", "soil", 10, SOIL);
    }

    private void valleys() {
        at(JilinPoints.TOUDAOGOU, "jl-0502");
        add("mud1", "上游泥位计", "mud", 2, MUD);
        add("mud2", "下游泥位计", "mud", 2, MUD);
        add("infra1", "次声仪", "infrasound", 2, SOUND);
        add("rain1", "雨量计", "rain", 5, RAIN);
        add("soil1", "土壤含水率仪", "soil", 10, SOIL);
        add("siren1", "村口警报器", Demo.SIREN, 10, HOUSEKEEPING);
        at(JilinPoints.CHUNHUA, "jl-2411");
        add("mud1", "泥位计", "mud", 5, MUD);
        add("infra1", "次声仪", "infrasound", 5, SOUND);
        add("rain1", "雨量计", "rain", 10, RAIN);
        at(JilinPoints.TAONAN, "jl-0881");
        add("rain1", "雨量墒情站", "rain", 10, "rain.total", "temperature", "soil.moisture/0.5");
    }

    private void plains() {
        at(JilinPoints.DASHITOU, "jl-2403");
        add("gw1", "沉降网关", "gateway", 10, HOUSEKEEPING);
        behind("gw1", "settle1", "1 号沉降计", "settlement", 10, "settlement");
        behind("gw1", "settle2", "2 号沉降计", "settlement", 10, "settlement");
        add("gnss1", "地表 GNSS", "gnss", 10, GNSS);
        add("water1", "地下水位计", "groundwater", 10, "water.level");
        at(JilinPoints.DONGFENG, "jl-0421");
        add("gw1", "矿区网关", "gateway", 10, HOUSEKEEPING);
        behind("gw1", "settle1", "矿南沉降计", "settlement", 10, "settlement");
        behind("gw1", "settle2", "矿北沉降计", "settlement", 10, "settlement");
        at(JilinPoints.SHUANGYANG, "jl-0112");
        add("tilt1", "挡墙倾角仪", "tilt", 5, TILT);
        add("crack1", "挡墙裂缝计", "crack", 5, CRACK);
        at(JilinPoints.YITONG, "jl-0323");
        add("gnss1", "坡腰 GNSS", "gnss", 5, GNSS);
        add("tilt1", "坡面倾角仪", "tilt", 5, TILT);
        at(JilinPoints.NINGJIANG, "jl-0702");
        add("tilt1", "岸坡倾角仪", "tilt", 5, TILT);
    }

    private String point = "";
    private String prefix = "";

    private void at(String pointId, String idPrefix) {
        point = pointId;
        prefix = idPrefix;
    }

    private void add(String suffix, String name, String model, double interval, String... quantities) {
        device(null, suffix, name, model, interval, quantities);
    }

    private void behind(
            String gateway, String suffix, String name, String model, double interval, String... quantities) {
        device(prefix + "-" + gateway, suffix, name, model, interval, quantities);
    }

    private void device(
            @Nullable String gateway, String suffix, String name, String model, double interval, String... quantities) {
        var power = gateway != null || model.equals("gateway") ? prefix + "-solar1" : null;
        var channels = Arrays.stream(quantities).map(JilinDevices::channel).toList();
        devices.add(new DemoDevice(prefix + "-" + suffix, point, name, model, gateway, power, interval, channels));
    }

    private static Channel channel(String quantity) {
        return new Channel(quantity, Quantity.of(quantity).orElseThrow().unit(), null, List.of(), null);
    }
}
