package cn.shanshao.center.registry;

/** A hazard point, its card or its orders were made or changed. Published in the transaction that does it. */
public record PointChanged(String pointId) {}
