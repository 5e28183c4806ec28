package cn.shanshao.ingest.wire;

import org.jspecify.annotations.Nullable;

/** A device's answer to the {@link Command} with the same id. */
public record CommandAck(String id, boolean ok, @Nullable String detail) {}
