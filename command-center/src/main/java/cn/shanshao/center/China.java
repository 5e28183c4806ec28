package cn.shanshao.center;

import java.time.ZoneId;

/** The time that people here live by: days begin, and nights are looked back on, in it. */
public final class China {
    public static final String ZONE_NAME = "Asia/Shanghai";
    public static final ZoneId ZONE = ZoneId.of(ZONE_NAME);

    private China() {}
}
