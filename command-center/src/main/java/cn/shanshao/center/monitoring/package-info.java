/** What the devices say now and said before: latest values, history, what was rejected, who is heard. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity", "registry"})
package cn.shanshao.center.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
