package cn.shanshao.ingest.wire;

/** A sentence for people, in Chinese and in English. */
public record Text(String zh, String en) {}
