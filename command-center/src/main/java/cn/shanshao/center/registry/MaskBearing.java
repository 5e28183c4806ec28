package cn.shanshao.center.registry;

/** What rests on the readings of a channel. Alerts stand above the registry, and whoever masks must know of them first. */
public interface MaskBearing {
    MaskEffect of(Device device, String quantity);
}
