/**
 * The national protocol of universal (普适型) monitoring devices, in both directions. The document itself is not public;
 * what is known of it comes from published firmware and platforms, and is written down in {@code docs/contract.md}.
 */
@NullMarked
package cn.shanshao.ingest.wire.gb;

import org.jspecify.annotations.NullMarked;
