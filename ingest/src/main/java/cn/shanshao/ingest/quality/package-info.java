/** Pure checks of readings, alone and beside their neighbours, in the flags of QARTOD. */
@NullMarked
package cn.shanshao.ingest.quality;

import org.jspecify.annotations.NullMarked;
