/** Who may see and do what: users, roles, divisions, sessions, tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "vault"})
package cn.shanshao.center.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
