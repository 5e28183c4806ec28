package cn.shanshao.detect.rain;

/** In what state a rain gauge is read. */
public enum Condition {
    FINE,
    /** Its water may be melt, or its quality flag is not 1. */
    SUSPECT,
    /** Below {@value Frost#FREEZES} °C. */
    FROZEN
}
