/** Pure checks of single readings, in the flags of QARTOD. */
@NullMarked
package cn.shanshao.ingest.quality;

import org.jspecify.annotations.NullMarked;
