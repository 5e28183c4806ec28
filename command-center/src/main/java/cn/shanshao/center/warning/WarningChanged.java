package cn.shanshao.center.warning;

/** A warning, or a notice of it, is not as it was. Published inside the transaction that stores it. */
public record WarningChanged(Warning warning) {}
