/** The append-only, hash-chained trail of what people and parts did. */
@NullMarked
@ApplicationModule(allowedDependencies = "vault")
package cn.shanshao.center.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
