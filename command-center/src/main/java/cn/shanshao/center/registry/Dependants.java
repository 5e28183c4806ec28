package cn.shanshao.center.registry;

import java.util.List;

/** Who keeps things that rest on points and devices: these cannot be taken back then. */
public interface Dependants {
    /** In the plural, e.g. {@code alerts}. */
    List<String> onPoint(String id);

    /** In the plural, e.g. {@code readings}. */
    List<String> onDevice(String id);
}
