package cn.shanshao.ingest.wire.gb;

import java.util.List;

/**
 * One value as it was written, and the keys that lead to it.
 *
 * @param path device, code, perhaps a time, perhaps a key; never empty
 * @param value {@code Double}, {@code String}, or the token of whatever else stood there
 */
record GbLeaf(List<String> path, Object value) {
    GbLeaf {
        path = List.copyOf(path);
    }
}
