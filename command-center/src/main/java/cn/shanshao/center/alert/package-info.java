/** Alerts and their episodes: taken from the job once and for ever, shown, acknowledged by people, told back to the job. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity", "registry", "monitoring", "rules"})
package cn.shanshao.center.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
