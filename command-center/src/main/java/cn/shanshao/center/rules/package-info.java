/** Rules as data, and their versions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity", "registry"})
package cn.shanshao.center.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
