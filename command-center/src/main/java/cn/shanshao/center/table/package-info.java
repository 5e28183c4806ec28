/** Tables that come in and go out as Excel or CSV: looked at cell by cell first, then taken as a whole, and back again. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity"})
package cn.shanshao.center.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
