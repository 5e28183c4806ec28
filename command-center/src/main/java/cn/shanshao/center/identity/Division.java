package cn.shanshao.center.identity;

import org.jspecify.annotations.Nullable;

/**
 * An administrative division.
 *
 * @param code label after GB/T 2260: {@code 22}, {@code 2202}, {@code 220282}
 * @param parent {@code null} for the root; the tree stands here, not in the code
 */
public record Division(String code, String name, @Nullable String parent) {}
