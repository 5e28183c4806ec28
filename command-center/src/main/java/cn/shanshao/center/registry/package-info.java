/** Hazard points, devices, contacts, standing orders; and their retained configuration on the broker. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "identity", "table", "vault"})
package cn.shanshao.center.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
