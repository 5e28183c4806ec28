package cn.shanshao.detect;

import cn.shanshao.ingest.wire.Text;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** The sentences of alerts about equipment: what is wrong, and above whom nobody watches because of it. */
public final class UpkeepWording {
    private UpkeepWording() {}

    /**
     * @param unseen people below slopes that nothing else watches
     */
    public static Text stuck(String device, String quantity, Duration still, int unseen) {
        var hours = Math.max(1, still.toHours());
        return new Text(
                "设备%s的%s已%d小时未变化，疑似卡死%s".formatted(device, Wording.quantity(quantity), hours, unseenZh(unseen)),
                "%s of %s has not changed for %d h and may be stuck%s"
                        .formatted(quantity, device, hours, unseenEn(unseen)));
    }

    /**
     * @param channels how many stand still at once
     * @param unseen people below slopes that nothing else watches
     */
    public static Text stuck(String device, int channels, Duration still, int unseen) {
        var hours = Math.max(1, still.toHours());
        return new Text(
                "设备%s有%d个测项已%d小时未变化，疑似卡死%s".formatted(device, channels, hours, unseenZh(unseen)),
                "%d channels of %s have not changed for %d h; it may be stuck%s"
                        .formatted(channels, device, hours, unseenEn(unseen)));
    }

    /**
     * @param channels that are silent while others of the device speak
     * @param silent for how long the first of them is
     * @param unseen people below slopes that nothing else watches
     */
    public static Text mute(String device, Collection<String> channels, Duration silent, int unseen) {
        var minutes = Math.max(1, silent.toMinutes());
        var zh = channels.stream().map(Wording::quantity).distinct().collect(Collectors.joining("、"));
        return new Text(
                "设备%s仍在线，但%s已%d分钟无数据，传感器可能脱落或断线%s".formatted(device, zh, minutes, unseenZh(unseen)),
                "%s speaks, but %s of it has not been heard for %d min: the sensor may be torn off%s"
                        .formatted(device, String.join(", ", channels), minutes, unseenEn(unseen)));
    }

    public static Text speaks(String device) {
        return new Text("设备%s的各测项均已恢复数据".formatted(device), "All channels of %s are heard again".formatted(device));
    }

    public static Text moves(String device) {
        return new Text("设备%s的各测项已恢复变化".formatted(device), "The channels of %s change again".formatted(device));
    }

    public static Text moves(String device, String quantity) {
        return new Text(
                "设备%s的%s已恢复变化".formatted(device, Wording.quantity(quantity)),
                "%s of %s changes again".formatted(quantity, device));
    }

    /**
     * @param falling it is not low yet, and falls fast
     * @param unseen people below slopes that nothing else would watch
     */
    public static Text battery(String device, double volts, boolean falling, int unseen) {
        var value = Wording.number(volts);
        var zh = unseen == 0 ? "" : "，若断电将有%d人上方无监测".formatted(unseen);
        var en = unseen == 0
                ? ""
                : "; without it nothing would watch above %d %s".formatted(unseen, unseen == 1 ? "person" : "people");
        return falling
                ? new Text(
                        "设备%s电池电压一天内下降过快，现为%s V%s".formatted(device, value, zh),
                        "The battery of %s falls fast and is at %s V now%s".formatted(device, value, en))
                : new Text(
                        "设备%s电池电压偏低，现为%s V%s".formatted(device, value, zh),
                        "The battery of %s is low, at %s V%s".formatted(device, value, en));
    }

    public static Text charged(String device) {
        return new Text("设备%s电池电压已恢复".formatted(device), "The battery of %s is right again".formatted(device));
    }

    /**
     * @param target a device, or a gateway all of whose devices are silent
     * @param devices how many are silent behind a gateway; 0 for a device
     * @param people below the slopes that are watched less
     * @param unseen those of them whose slopes nothing else watches
     */
    public static Text silent(String target, int devices, Duration silence, int people, int unseen) {
        var minutes = Math.max(1, silence.toMinutes());
        var zh = devices == 0 ? target : "网关%s及其%d台设备".formatted(target, devices);
        var en = devices == 0 ? target : "%s and the %d devices behind it".formatted(target, devices);
        return new Text(
                "%s已%d分钟无数据，影响%d人的监测%s".formatted(zh, minutes, people, unseenZh(unseen)),
                "%s silent for %d min; %d people below are watched less%s"
                        .formatted(
                                en + (devices == 0 ? " has been" : " have been"), minutes, people, unseenEn(unseen)));
    }

    private static String unseenZh(int unseen) {
        return unseen == 0 ? "" : "，其中%d人上方已无监测".formatted(unseen);
    }

    private static String unseenEn(int unseen) {
        return unseen == 0 ? "" : ", and nothing watches above %d of them".formatted(unseen);
    }
}
