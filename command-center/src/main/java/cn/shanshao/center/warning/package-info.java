/** From alert to notice: what people judge, sign and take back again, in whose name, in which words, and how many it reaches. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"audit", "identity", "registry", "residents", "monitoring", "alert", "approval"})
package cn.shanshao.center.warning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
