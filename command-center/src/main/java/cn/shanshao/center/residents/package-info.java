/** Who is below the slope: households, camps and schools, the cards they hold, and how each of them can be reached. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity", "registry", "table", "vault"})
package cn.shanshao.center.residents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
