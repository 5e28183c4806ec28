/** What people see: views put together from the modules below, over HTTP and, as deltas, over STOMP. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "identity",
            "registry",
            "monitoring",
            "rules",
            "alert",
            "warning",
            "notification"
        })
package cn.shanshao.center.screen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
